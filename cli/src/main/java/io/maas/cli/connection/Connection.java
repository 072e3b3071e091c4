package io.maas.cli.connection;

import io.maas.cli.shell.Shell;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where control is, and who asks.
///
/// @param url its root, without a slash at the end
/// @param token a credential; no part of [#toString]
/// @param ca the certificates to trust; null for those that the JDK trusts
public record Connection(URI url, String token, @Nullable Path ca) {
  /// Where `maas up` listens unless told otherwise.
  public static final String DEFAULT_URL = "http://127.0.0.1:8080";

  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");

  /// What came of looking for it.
  public sealed interface Sought {
    /// It is known.
    record Found(Connection connection) implements Sought {}

    /// It is not, and why.
    record Missing(String problem) implements Sought {}
  }

  /// Looks for it in the flags, the environment, what `maas login` kept and the demo's file, in
  /// that order.
  ///
  /// The demo's token is its administrator's: it is sent to the demo's own address and to no other.
  public static Sought seek(Shell shell, ConnectionOptions flags) {
    Optional<String> url = url(shell, flags);
    Path ca = ca(shell, flags);
    Optional<String> token =
        Optional.ofNullable(flags.token()).or(() -> shell.variable("MAAS_TOKEN"));
    Logins logins = Logins.of(shell);
    Optional<StoredLogin> login =
        token.isPresent() ? Optional.empty() : url.map(logins::at).orElseGet(logins::last);
    if (login.isPresent()) {
      return of(login.get().url(), login.get().token(), ca);
    }
    token = token.or(() -> ofSourcedDemo(shell, flags.url()));
    if (token.isPresent()) {
      return of(url.orElse(DEFAULT_URL), token.get(), ca);
    }
    return DemoEnvironment.read(shell.dataDirectory())
        .filter(demo -> url.isEmpty() || url.equals(demo.value("MAAS_URL")))
        .flatMap(demo -> ofDemo(demo, shell, ca))
        .orElseGet(() ->
            new Sought.Missing(
                "no credential (expected: MAAS_TOKEN or --token, or `maas login`; a user's token"
                    + " comes from `maas user token NAME`, a demo with one from `maas up"
                    + " --demo`)"));
  }

  /// Looks for it on behalf of somebody whose credential is known, whatever else is said of one.
  public static Sought as(String credential, Shell shell, ConnectionOptions flags) {
    return of(url(shell, flags).orElse(DEFAULT_URL), credential, ca(shell, flags));
  }

  private static Optional<String> url(Shell shell, ConnectionOptions flags) {
    return Optional.ofNullable(flags.url()).or(() -> shell.variable("MAAS_URL"));
  }

  private static @Nullable Path ca(Shell shell, ConnectionOptions flags) {
    return Optional.ofNullable(flags.ca())
        .or(() -> shell.variable("MAAS_CA").map(Path::of))
        .orElse(null);
  }

  /// Who read the demo's file into the environment has its address there too.
  private static Optional<String> ofSourcedDemo(Shell shell, @Nullable String urlFlag) {
    return urlFlag == null && shell.variable("MAAS_URL").isPresent()
        ? shell.variable("MAAS_ADMIN_TOKEN")
        : Optional.empty();
  }

  private static Optional<Sought> ofDemo(DemoEnvironment demo, Shell shell, @Nullable Path ca) {
    return demo.value("MAAS_ADMIN_TOKEN")
        .map(token -> {
          shell.remark("maas: as the demo's administrator (" + demo.file() + ")");
          return of(demo.value("MAAS_URL").orElse(DEFAULT_URL), token, ca);
        });
  }

  private static Sought of(String url, String token, @Nullable Path ca) {
    if (!TOKEN.matcher(token).matches()) {
      return new Sought.Missing(
          "token: "
              + token.length()
              + " characters, some of which no token has (expected: printable ASCII without"
              + " blanks)");
    }
    return root(url)
        .<Sought>map(root -> new Sought.Found(new Connection(root, token, ca)))
        .orElseGet(() ->
            new Sought.Missing(
                "url: " + url + " (expected: http://HOST:PORT or https://HOST[:PORT])"));
  }

  /// The root that a text names, if it names one.
  public static Optional<URI> root(String url) {
    try {
      URI uri = URI.create(url.strip().replaceFirst("/+$", ""));
      boolean known = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      boolean plain = uri.getRawQuery() == null && uri.getRawFragment() == null;
      return known && plain && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "Connection[" + url + "]";
  }
}
