package io.maas.control.login;

import io.maas.control.api.Shape;
import io.maas.control.call.Call;
import io.maas.control.call.Fields;
import io.maas.control.call.Reply;
import io.maas.domain.access.SignIn;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Signing in from a terminal: this process asks the issuer on behalf of the terminal, which so
/// needs to trust nobody but us, and to know no secret.
public final class DeviceEndpoints {

  private static final Logger LOG = LoggerFactory.getLogger(DeviceEndpoints.class);
  private static final int LONGEST = 16 * 1024;

  private final SignIn issuers;

  public DeviceEndpoints(SignIn issuers) {
    this.issuers = issuers;
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
    try {
      return switch (code == null
          ? issuers.refresh(tenant, issuer, shown)
          : issuers.redeem(tenant, issuer, shown)) {
        case SignIn.Granted.Tokens(var access, var next, var expiresIn) ->
            Reply.ok(new Tokens(access, next, expiresIn.toSeconds()));
        case SignIn.Granted.Refused(String error) ->
            Reply.badRequest("issuer: " + error).with("code", error);
      };
    } catch (IOException e) {
      return away(e);
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
