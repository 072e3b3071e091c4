package io.maas.control.login;

import io.maas.control.api.Shape;
import io.maas.control.call.Call;
import io.maas.control.call.Json;
import io.maas.control.call.Reply;
import io.maas.domain.access.CredentialHash;
import io.maas.domain.access.Principal;
import io.maas.domain.access.Sessions.Session;
import io.maas.domain.access.SignIn;
import io.maas.domain.access.Users;
import io.maas.domain.access.Users.User;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Signing in with a browser: at an issuer by the code flow with PKCE, state and nonce, or with a
/// local user's password. What a login has under way is in a cookie of its own, of which state,
/// nonce and verifier are made, so that a code works only in the browser that asked for it and
/// nothing is kept here meanwhile.
public final class BrowserLogin {

  private static final Logger LOG = LoggerFactory.getLogger(BrowserLogin.class);
  private static final Duration UNDERWAY = Duration.ofMinutes(10);

  /// A path on this host: nothing that a browser could take for another host.
  private static final Pattern RELATIVE = Pattern.compile("/(?![/\\\\])[\\x21-\\x5b\\x5d-\\x7e]*");

  private static final int LONGEST_PATH = 1024;

  private final UnaryOperator<String> roots;
  private final SignIn issuers;
  private final SessionCookie cookie;
  private final PasswordLogin passwords;
  private final Users users;

  /// @param roots where browsers reach each tenant
  public BrowserLogin(
      UnaryOperator<String> roots,
      SignIn issuers,
      SessionCookie cookie,
      PasswordLogin passwords,
      Users users) {
    this.roots = roots;
    this.issuers = issuers;
    this.cookie = cookie;
    this.passwords = passwords;
    this.users = users;
  }

  private URI back(String tenant) {
    return URI.create(roots.apply(tenant) + "/maas-api/auth/callback");
  }

  /// `GET /auth/login?issuer=&return=`: to the issuer.
  public Reply begin(Call call) {
    String tenant = call.tenant();
    String target = target(call.asked("return"));
    Optional<String> issuer = issuer(tenant, call.asked("issuer"));
    if (target == null) {
      return Reply.badRequest("return: no path of ours (expected: /...)");
    }
    if (issuer.isEmpty()) {
      return Reply.badRequest(
          "issuer: not believed here (expected: " + issuers.issuers(tenant) + ")");
    }
    String secret = cookie.secret();
    try {
      return issuers
          .begin(
              tenant,
              issuer.get(),
              back(tenant),
              derived(secret, "state"),
              derived(secret, "nonce"),
              challenge(derived(secret, "verifier")))
          .map(uri ->
              redirect(
                  uri.toString(),
                  cookie.header(
                      cookie.underway(),
                      String.join(".", secret, encoded(issuer.get()), encoded(target)),
                      UNDERWAY)))
          .orElseGet(() -> Reply.badRequest("issuer: nobody signs in there with a browser"));
    } catch (IOException e) {
      return away(e);
    }
  }

  /// `GET /auth/callback?code=&state=`: back from the issuer.
  public Reply finish(Call call) {
    String tenant = call.tenant();
    String underway = call.visitor().cookies().get(cookie.underway());
    String[] parts = underway == null ? new String[0] : underway.split("\\.", -1);
    String state = call.asked("state");
    String code = call.asked("code");
    if (parts.length != 3 || state == null || !isSame(state, derived(parts[0], "state"))) {
      return Reply.badRequest("state: of no login of this browser (expected: begun here)");
    }
    String issuer = decoded(parts[1]);
    String target = target(decoded(parts[2]));
    call.act().trying("").after(Map.of("issuer", issuer));
    if (code == null || target == null) {
      String error = call.asked("error");
      return Reply.forbidden(
          "not signed in: " + (error != null && error.matches("[a-z_]{1,64}") ? error : "no code"));
    }
    try {
      return switch (issuers.finish(
          tenant,
          issuer,
          back(tenant),
          code,
          derived(parts[0], "verifier"),
          derived(parts[0], "nonce"))) {
        case SignIn.Outcome.Somebody(Principal principal, _)
            when users.find(tenant, principal.user()).filter(User::isService).isPresent() ->
            Reply.forbidden("not signed in: a service account's name (expected: a person's)");
        case SignIn.Outcome.Somebody(Principal principal, String hint) -> {
          cookie.end(call.tenant(), call.visitor());
          call.act().signedIn(principal.user());
          yield redirect(target, cookie.begin(principal, issuer, hint));
        }
        case SignIn.Outcome.Nobody(String reason) -> {
          call.act().after(Map.of("issuer", issuer, "reason", reason));
          yield Reply.forbidden("not signed in (expected: somebody whom the issuer vouches for)");
        }
      };
    } catch (IOException e) {
      return away(e);
    }
  }

  /// `POST /auth/login {username, password, newPassword?}`: a session for a local user.
  public Reply password(Call call) {
    return switch (passwords.of(call)) {
      case PasswordLogin.Verdict.Turned(Reply reply) -> reply;
      case PasswordLogin.Verdict.Known(String of, String user) -> {
        cookie.end(call.tenant(), call.visitor());
        List<String> groups = users.find(of, user).map(Users.User::groups).orElse(List.of());
        yield new Reply.Answered(
            204,
            "",
            Map.of(
                "Set-Cookie",
                cookie.begin(new Principal(of, user, groups, false, null), null, null)));
      }
    };
  }

  /// `GET /auth/session`: who is signed in with this browser, and what its pages show beside the
  /// cookie.
  public Reply session(Call call) {
    Optional<Session> session = cookie.session(call.tenant(), call.visitor());
    String guard = cookie.guard(call.visitor());
    if (session.isEmpty() || guard == null) {
      return Reply.notFound("session: none (expected: signed in with this browser)");
    }
    return Reply.ok(
        new View(
            call.principal().user(),
            call.principal().groups(),
            session.get().issuer(),
            guard,
            session.get().end().toString()));
  }

  /// `POST /auth/logout`: here at once; where to go to sign out at the issuer too is in the answer.
  public Reply leave(Call call) {
    call.act().on("users", call.principal().user());
    Optional<Session> ended = cookie.end(call.tenant(), call.visitor());
    Map<String, Object> body = new HashMap<>();
    String issuer = ended.map(Session::issuer).orElse(null);
    if (issuer != null) {
      try {
        issuers
            .leave(call.tenant(), issuer, ended.get().hint(), back(call.tenant()).resolve("/"))
            .ifPresent(uri -> body.put("redirect", uri.toString()));
      } catch (IOException e) {
        LOG.atWarn().setMessage("issuer cannot be asked").setCause(e).log();
      }
    }
    return new Reply.Answered(
        200, Json.write(body), Map.of("Set-Cookie", cookie.gone(cookie.name())));
  }

  private Optional<String> issuer(String tenant, @Nullable String named) {
    List<String> believed = issuers.issuers(tenant);
    return named == null
        ? believed.stream().findFirst().filter(_ -> believed.size() == 1)
        : believed.stream().filter(named::equals).findFirst();
  }

  private static @Nullable String target(@Nullable String wanted) {
    String path = wanted == null ? "/" : wanted;
    return path.length() <= LONGEST_PATH && RELATIVE.matcher(path).matches() ? path : null;
  }

  private static Reply redirect(String to, String setCookie) {
    return new Reply.Answered(302, "", Map.of("Location", to, "Set-Cookie", setCookie));
  }

  private static Reply away(IOException e) {
    LOG.atWarn().setMessage("issuer cannot be asked").setCause(e).log();
    return new Reply.Refused(503, "the issuer cannot be asked now, try again", Map.of());
  }

  private static String derived(String secret, String what) {
    return CredentialHash.of(secret + "\0" + what).hex();
  }

  private static boolean isSame(String shown, String expected) {
    return MessageDigest.isEqual(
        shown.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
  }

  private static String challenge(String verifier) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is in every JDK", e);
    }
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String decoded(String text) {
    try {
      return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return "";
    }
  }

  @Shape(name = "Session")
  record View(
      String user, List<String> groups, @Nullable String issuer, String csrfToken, String endsAt) {}
}
