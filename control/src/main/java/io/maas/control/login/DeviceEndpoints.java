package io.maas.control.login;

import io.maas.control.api.Shape;
import io.maas.control.call.Call;
import io.maas.control.call.Fields;
import io.maas.control.call.Reply;
import io.maas.domain.access.Credential;
import io.maas.domain.access.Identities;
import io.maas.domain.access.Identity;
import io.maas.domain.access.SignIn;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Signing in from a terminal: this process asks the issuer on behalf of the terminal, which so
/// needs to trust nobody but us, and to know no secret.
public final class DeviceEndpoints {

  private static final Logger LOG = LoggerFactory.getLogger(DeviceEndpoints.class);
  private static final int LONGEST = 16 * 1024;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  /// What an issuer says while nobody has said yes or no.
  private static final Set<String> WAITING = Set.of("authorization_pending", "slow_down");

  private final SignIn issuers;
  private final Identities identities;

  /// @param identities who know whose token it is that an issuer gave
  public DeviceEndpoints(SignIn issuers, Identities identities) {
    this.issuers = issuers;
    this.identities = identities;
  }

  /// `POST /v1/auth/device {issuer?}`: the codes to compare and to wait with.
  public Reply begin(Call call) {
    Fields body = Fields.optional(call.body());
    String tenant = call.tenant();
    String issuer = issuer(tenant, body);
    if (!body.sound()) {
      return body.refusal();
    }
    try {
      return issuers
          .device(tenant, issuer)
          .<Reply>map(device ->
              Reply.ok(
                  new Waiting(
                      issuer,
                      device.deviceCode(),
                      device.userCode(),
                      device.verification().toString(),
                      device.complete() == null ? null : device.complete().toString(),
                      device.expiresIn().toSeconds(),
                      device.interval().toSeconds())))
          .orElseGet(() -> Reply.notFound("issuer: no device flow (expected: one that has)"));
    } catch (IOException e) {
      return away(e);
    }
  }

  /// `POST /v1/auth/token {issuer?, deviceCode | refreshToken}`: tokens, or the issuer's word.
  public Reply token(Call call) {
    Fields body = Fields.of(call.body());
    String tenant = call.tenant();
    String issuer = issuer(tenant, body);
    String code = body.text("deviceCode");
    String refresh = body.text("refreshToken");
    String shown = code == null ? refresh : code;
    if (shown == null || (code != null && refresh != null) || shown.length() > LONGEST) {
      body.complain("body: no code, or several (expected: deviceCode or refreshToken)");
    }
    if (!body.sound() || shown == null) {
      return body.refusal();
    }
    call.act().after(Map.of("issuer", issuer));
    try {
      return switch (code == null
          ? issuers.refresh(tenant, issuer, shown)
          : issuers.redeem(tenant, issuer, shown)) {
        case SignIn.Granted.Tokens(var access, var next, var expiresIn) -> {
          if (code != null) { // who has a token renewed was signed in before
            call.act().signedIn(user(tenant, access));
          }
          yield Reply.ok(new Tokens(access, next, expiresIn.toSeconds()));
        }
        case SignIn.Granted.Refused(String error) -> {
          if (!WAITING.contains(error)) {
            call.act().trying("");
          }
          yield Reply.badRequest("issuer: " + error).with("code", error);
        }
      };
    } catch (IOException e) {
      return away(e);
    }
  }

  /// Empty where the issuer's token tells us nobody: it is the terminal's all the same.
  private String user(String tenant, String token) {
    try {
      Identity whose =
          identities
              .ofToken(tenant, new Credential.Token(token))
              .toCompletableFuture()
              .get(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS);
      return whose instanceof Identity.Known(var principal, _) ? principal.user() : "";
    } catch (ExecutionException | TimeoutException _) {
      return "";
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  /// The one that is named, or the only one that there is.
  private String issuer(String tenant, Fields body) {
    List<String> believed = issuers.issuers(tenant);
    String named = body.text("issuer");
    Optional<String> found =
        named == null
            ? believed.stream().findFirst().filter(_ -> believed.size() == 1)
            : believed.stream().filter(named::equals).findFirst();
    if (found.isEmpty()) {
      body.refuse("issuer", named == null ? "missing" : "not believed here", "one of " + believed);
    }
    return found.orElse("");
  }

  private static Reply away(IOException e) {
    LOG.atWarn().setMessage("issuer cannot be asked").setCause(e).log();
    return new Reply.Refused(503, "the issuer cannot be asked now, try again", Map.of());
  }

  @Shape(name = "DeviceLogin")
  record Waiting(
      String issuer,
      String deviceCode,
      String userCode,
      String verificationUri,
      @Nullable String verificationUriComplete,
      long expiresIn,
      long interval) {}

  @Shape(name = "IssuedTokens")
  record Tokens(String accessToken, @Nullable String refreshToken, long expiresIn) {}
}
