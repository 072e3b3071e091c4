package io.maas.control.login;

import io.maas.control.call.Visitor;
import io.maas.domain.access.CredentialHash;
import io.maas.domain.access.Principal;
import io.maas.domain.access.Sessions;
import io.maas.domain.access.Sessions.Session;
import io.maas.domain.access.Users;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The cookie by which a browser is known: 256 random bits, which we keep as their hash. It opens
/// control's API and nothing else; the gateway reads no cookies.
///
/// Over TLS it is a `__Host-` cookie, so that no other host can set it. On this machine in clear,
/// where browsers take no such cookie, it has another name.
public final class SessionCookie {

  /// Unused for so long, a session has ended.
  public static final Duration IDLE = Duration.ofMinutes(30);

  static final Duration LONGEST = Duration.ofHours(8);
  private static final int BYTES = 32;

  private final Sessions sessions;
  private final Users users;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final boolean secure;

  /// @param secure whether browsers come over TLS
  public SessionCookie(
      boolean secure, Sessions sessions, Users users, InstantSource clock, RandomGenerator random) {
    this.secure = secure;
    this.sessions = sessions;
    this.users = users;
    this.clock = clock;
    this.random = random;
  }

  /// Its name.
  public String name() {
    return secure ? "__Host-maas" : "maas-session";
  }

  /// Who is signed in to the tenant; empty if nobody is, or not any more. A local user is who they
  /// are now, in the groups of now; somebody of an issuer is who they were at the login.
  public Optional<Principal> of(String tenant, Visitor visitor) {
    return session(tenant, visitor).flatMap(this::principal);
  }

  Optional<Session> session(String tenant, Visitor visitor) {
    String shown = visitor.cookies().get(name());
    return shown == null
        ? Optional.empty()
        : sessions.find(tenant, CredentialHash.of(shown), clock.instant(), IDLE);
  }

  private Optional<Principal> principal(Session session) {
    return session.issuer() != null
        ? Optional.of(session.principal())
        : users
            .find(session.tenant(), session.user())
            .filter(user -> !user.disabled())
            .map(user -> {
              List<String> groups = new ArrayList<>(user.groups());
              groups.add(Principal.AUTHENTICATED);
              return new Principal(user.tenant(), user.name(), groups, user.roles(), null);
            });
  }

  /// Begins a session, always under a cookie that nobody has seen before.
  ///
  /// @return the header that sets it
  String begin(Principal principal, @Nullable String issuer, @Nullable String hint) {
    String shown = secret();
    Instant now = clock.instant();
    sessions.begin(
        Session.of(CredentialHash.of(shown), principal, issuer, hint, now, now.plus(LONGEST)));
    return header(name(), shown, LONGEST);
  }

  /// Ends the visitor's session.
  Optional<Session> end(String tenant, Visitor visitor) {
    String shown = visitor.cookies().get(name());
    return shown == null ? Optional.empty() : sessions.end(tenant, CredentialHash.of(shown));
  }

  /// What a page has to show beside the cookie when it changes something; another site cannot read
  /// it. Made of the cookie, so that nothing more need be kept.
  public @Nullable String guard(Visitor visitor) {
    String shown = visitor.cookies().get(name());
    return shown == null ? null : CredentialHash.of(shown + "\0guard").hex();
  }

  /// Whether a call that changes something comes from a page of ours.
  ///
  /// @param shown beside the cookie
  public boolean isFromOurPage(Visitor visitor, @Nullable String shown) {
    String guard = guard(visitor);
    boolean guarded =
        guard != null
            && shown != null
            && MessageDigest.isEqual(
                guard.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    return guarded && !isFromElsewhere(visitor);
  }

  /// Whether a browser says that a page of another site calls.
  boolean isFromElsewhere(Visitor visitor) {
    String origin = visitor.origin();
    String host = visitor.host();
    return origin != null
        && (host == null || !origin.equals((secure ? "https://" : "http://") + host));
  }

  /// A header that makes a browser forget a cookie.
  String gone(String name) {
    return header(name, "", Duration.ZERO);
  }

  String header(String name, String value, Duration age) {
    return name
        + "="
        + value
        + "; Path=/; HttpOnly; SameSite=Lax; Max-Age="
        + age.toSeconds()
        + (secure ? "; Secure" : "");
  }

  String secret() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /// The name of the cookie that a login has under way.
  String underway() {
    return secure ? "__Host-maas-login" : "maas-login";
  }
}
