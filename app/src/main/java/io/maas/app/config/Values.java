package io.maas.app.config;

import io.maas.cli.shell.Shell;
import io.maas.domain.access.Principal;
import io.maas.domain.ledger.Retention;
import io.maas.http.ClientAddresses;
import io.maas.http.Farewell;
import io.maas.http.Tls;
import io.maas.http.egress.OutboundProxy;
import io.maas.identity.password.Argon2Cost;
import io.maas.store.kubernetes.http.ApiAddress;
import io.maas.store.valkey.ValkeyAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Turns what was written into what is meant, and notes what cannot be meant.
final class Values {
  private static final int LARGEST_PORT = 65_535;
  private static final long MEBIBYTE = 1024 * 1024;
  private static final long USUAL_RESPONSE_CACHE = 64 * MEBIBYTE;
  private static final List<String> TRANSPORTS = List.of("auto", "io_uring", "epoll", "nio");

  /// Addresses that may hold a password.
  private static final Set<Key> HOLDING_PASSWORDS =
      EnumSet.of(Key.POSTGRES, Key.VALKEY, Key.UPSTREAM_PROXY);

  private static final Pattern TIME = Pattern.compile("([0-9]{1,6})(ms|s|m)");

  private final Map<Key, Given> given;
  private final List<String> problems;

  Values(Map<Key, Given> given, List<String> problems) {
    this.given = given;
    this.problems = problems;
  }

  /// The configuration; empty if it is not sound, which the problems then say.
  Optional<MaasConfig> config(Shell shell) {
    Role role = of(Key.ROLE, "gateway, control or all", Values::role).orElse(Role.ALL);
    int port = port(Key.PORT).orElse(8080);
    boolean demo = flag(Key.DEMO).orElse(false);
    Tls tls = tls();
    String host = of(Key.HOST, "an address", Values::address).orElse("127.0.0.1");
    Path data = of(Key.DATA, "a directory", Values::path).orElseGet(shell::dataDirectory);
    List<Path> resources = resources();
    Database postgres = of(Key.POSTGRES, Database.EXPECTED, Database::parse).orElse(null);
    ValkeyAddress valkey =
        of(Key.VALKEY, ValkeyAddress.EXPECTED, ValkeyAddress::parse).orElse(null);
    long responseCache = mebibytes(Key.RESPONSE_CACHE).orElse(USUAL_RESPONSE_CACHE);
    URI simulator = of(Key.SIMULATOR, "http://HOST:PORT", Values::url).orElse(null);
    Inference inference =
        of(Key.INFERENCE, Inference.EXPECTED, text -> Inference.parse(text, url(text)))
            .orElseGet(() -> demo ? new Inference.Simulated() : new Inference.Nobody());
    String transport =
        of(Key.TRANSPORT, String.join(", ", TRANSPORTS), Values::transport).orElse("auto");
    int management = port(Key.MANAGEMENT_PORT).orElse(port == 0 ? 0 : (port + 1) & LARGEST_PORT);
    Internal internal =
        new Internal(
            of(Key.INTERNAL_HOST, "an address", Values::address).orElse("127.0.0.1"),
            port(Key.INTERNAL_PORT).orElse(port == 0 ? 0 : (port + 1000) & LARGEST_PORT));
    boolean loopback =
        flag(Key.ALLOW_LOOPBACK).orElse(demo || inference instanceof Inference.Simulated);
    boolean knownHostsOnly = flag(Key.KNOWN_HOSTS_ONLY).orElse(false);
    Duration drain = time(Key.DRAIN).orElse(demo ? Duration.ZERO : Farewell.USUAL.telling());
    Duration drainAtMost = time(Key.DRAIN_AT_MOST).orElseGet(() -> Farewell.usuallyAtMost(drain));
    Optional<Integer> records = days(Key.LEDGER_RECORD_DAYS);
    Optional<Integer> minutes = days(Key.LEDGER_MINUTE_DAYS);
    Optional<Integer> hours = days(Key.LEDGER_HOUR_DAYS);
    Optional<Integer> audit = days(Key.AUDIT_DAYS);
    URI expiryWebhook = of(Key.EXPIRY_WEBHOOK, "http(s)://HOST", Values::url).orElse(null);
    Outbound outbound = outbound();
    ApiAddress kubernetes = kubernetes(shell);
    Credentials credentials = Credentials.of(shell, problems);
    List<Believed> oidc = oidc();
    Optional<Integer> passwordMemory =
        of(Key.PASSWORD_MEMORY, "8192 to 1048576", text -> number(text, 7));
    Optional<Integer> passwordPasses = of(Key.PASSWORD_PASSES, "1 to 100", text -> number(text, 3));
    if (!problems.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new MaasConfig(
              role,
              host,
              port,
              management,
              internal,
              data.toAbsolutePath().normalize(),
              resources,
              demo,
              postgres,
              valkey,
              responseCache,
              simulator,
              inference,
              tls,
              transport,
              loopback,
              knownHostsOnly,
              new Farewell(drain, drainAtMost),
              new Retention(
                  records.orElse(Retention.DEFAULT.records()),
                  minutes.orElse(Retention.DEFAULT.minutes()),
                  hours.orElse(Retention.DEFAULT.hours())),
              audit.orElse(0),
              expiryWebhook,
              outbound,
              kubernetes,
              groups(),
              of(Key.TRUSTED_PROXIES, ClientAddresses.EXPECTED, ClientAddresses::parse)
                  .orElse(ClientAddresses.WITHOUT_PROXIES),
              credentials,
              of(
                      Key.KUBERNETES_USERS,
                      "an audience, or *",
                      text -> Optional.of(text).filter(t -> t.matches("\\S{1,256}")))
                  .orElse(null),
              oidc,
              new Argon2Cost(
                  passwordMemory.orElse(Argon2Cost.USUAL.kibibytes()),
                  passwordPasses.orElse(Argon2Cost.USUAL.passes()))));
    } catch (IllegalArgumentException e) {
      problems.add(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private <T> Optional<T> of(Key key, String expected, Function<String, Optional<T>> parse) {
    Given said = given.get(key);
    if (said == null) {
      return Optional.empty();
    }
    Optional<T> value = parse.apply(said.value().strip());
    if (value.isEmpty()) {
      String found = HOLDING_PASSWORDS.contains(key) ? "not such an address" : said.value();
      problems.add(said.where() + ": " + found + " (expected: " + expected + ")");
    }
    return value;
  }

  private static Optional<String> address(String text) {
    return Optional.of(text).filter(address -> !address.isBlank());
  }

  private Optional<Integer> port(Key key) {
    return of(
        key,
        "0 to " + LARGEST_PORT,
        text ->
            text.matches("[0-9]{1,5}")
                ? Optional.of(Integer.parseInt(text)).filter(port -> port <= LARGEST_PORT)
                : Optional.empty());
  }

  private Optional<Long> mebibytes(Key key) {
    return of(
        key,
        "0 to 99999 MiB",
        text ->
            text.matches("[0-9]{1,5}")
                ? Optional.of(Long.parseLong(text) * MEBIBYTE)
                : Optional.empty());
  }

  private Optional<Integer> days(Key key) {
    return of(
        key,
        "a number of days",
        text ->
            text.matches("[0-9]{1,5}") ? Optional.of(Integer.parseInt(text)) : Optional.empty());
  }

  private static Optional<Integer> number(String text, int digits) {
    return text.matches("[0-9]{1," + digits + "}")
        ? Optional.of(Integer.parseInt(text))
        : Optional.empty();
  }

  private Optional<Duration> time(Key key) {
    return of(key, "such as 500ms, 2s or 1m", Values::duration);
  }

  private Optional<Boolean> flag(Key key) {
    return of(
        key,
        "true or false",
        text ->
            text.equals("true") || text.equals("false")
                ? Optional.of(text.equals("true"))
                : Optional.empty());
  }

  private List<Path> resources() {
    Given said = given.get(Key.RESOURCES);
    if (said == null) {
      return List.of();
    }
    List<Path> paths = new ArrayList<>();
    for (String value : said.values()) {
      Optional<Path> path = path(value.strip()).filter(Files::isReadable);
      if (path.isPresent()) {
        paths.add(path.get().toAbsolutePath().normalize());
      } else {
        problems.add(said.where() + ": " + value + " (expected: a file or folder to read)");
      }
    }
    return paths;
  }

  private List<Believed> oidc() {
    Given said = given.get(Key.OIDC);
    if (said == null) {
      return List.of();
    }
    List<Believed> believed = new ArrayList<>();
    for (String text : said.values()) {
      for (Believed next : OidcEntry.read(text, said.where(), problems)) {
        boolean twice =
            believed.stream()
                .anyMatch(one ->
                    one.tenant().equals(next.tenant())
                        && one.issuer().issuer().equals(next.issuer().issuer()));
        if (twice) {
          problems.add(
              said.where() + ": " + next.issuer().issuer() + " twice (expected: once a tenant)");
        }
        believed.add(next);
      }
    }
    return believed;
  }

  private @Nullable Tls tls() {
    Optional<Path> cert = of(Key.TLS_CERT, "a file in PEM to read", Values::readable);
    Optional<Path> key = of(Key.TLS_KEY, "a file in PEM to read", Values::readable);
    if (given.containsKey(Key.TLS_CERT) != given.containsKey(Key.TLS_KEY)) {
      Key missing = given.containsKey(Key.TLS_CERT) ? Key.TLS_KEY : Key.TLS_CERT;
      problems.add(missing.text() + ": missing (expected: tls-cert and tls-key, or neither)");
    }
    return cert.isPresent() && key.isPresent() ? new Tls(cert.get(), key.get()) : null;
  }

  private Outbound outbound() {
    Given except = given.get(Key.UPSTREAM_NO_PROXY);
    List<String> names =
        except == null
            ? List.of()
            : except.values().stream().flatMap(text -> Stream.of(text.split(","))).toList();
    return new Outbound(
        of(Key.UPSTREAM_CA, "a file in PEM to read", Values::readable).orElse(null),
        of(Key.UPSTREAM_PROXY, OutboundProxy.EXPECTED, text -> OutboundProxy.parse(text, names))
            .orElse(null),
        of(Key.UPSTREAM_ANSWER_MIB, "1 to 99999", Values::mebibytes).orElse(Outbound.USUAL_MIB));
  }

  private Set<String> groups() {
    return of(
            Key.PLATFORM_ADMIN_GROUPS,
            "names of groups, not system:authenticated, in which everybody is",
            Values::groups)
        .orElse(Set.of());
  }

  private static Optional<Set<String>> groups(String text) {
    Set<String> groups = new TreeSet<>();
    for (String group : text.split(",", -1)) {
      groups.add(group.strip());
    }
    return groups.contains("") || groups.contains(Principal.AUTHENTICATED)
        ? Optional.empty()
        : Optional.of(groups);
  }

  private @Nullable ApiAddress kubernetes(Shell shell) {
    Path token = of(Key.KUBERNETES_TOKEN, "a file to read", Values::readable).orElse(null);
    Path ca = of(Key.KUBERNETES_CA, "a file in PEM to read", Values::readable).orElse(null);
    ApiAddress api =
        of(
                Key.KUBERNETES,
                ApiAddress.EXPECTED,
                text -> ApiAddress.parse(text, shell.environment(), token, ca))
            .orElse(null);
    if (api == null && (token != null || ca != null) && !given.containsKey(Key.KUBERNETES)) {
      problems.add("kubernetes: missing (expected: " + ApiAddress.EXPECTED + ")");
    }
    if (api != null && !api.isReadable()) {
      problems.add("kubernetes: no token, or no authorities (expected: files to read)");
    }
    return api;
  }

  private static Optional<Integer> mebibytes(String text) {
    return text.matches("[1-9][0-9]{0,4}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
  }

  private static Optional<Role> role(String text) {
    return switch (text) {
      case "gateway" -> Optional.of(Role.GATEWAY);
      case "control" -> Optional.of(Role.CONTROL);
      case "all" -> Optional.of(Role.ALL);
      default -> Optional.empty();
    };
  }

  private static Optional<Duration> duration(String text) {
    Matcher time = TIME.matcher(text);
    if (!time.matches()) {
      return Optional.empty();
    }
    long amount = Long.parseLong(time.group(1));
    return Optional.of(
        switch (time.group(2)) {
          case "ms" -> Duration.ofMillis(amount);
          case "s" -> Duration.ofSeconds(amount);
          default -> Duration.ofMinutes(amount);
        });
  }

  private static Optional<String> transport(String text) {
    String name = text.toLowerCase(Locale.ROOT);
    return TRANSPORTS.contains(name) ? Optional.of(name) : Optional.empty();
  }

  private static Optional<Path> readable(String text) {
    return path(text).filter(Files::isRegularFile).filter(Files::isReadable);
  }

  private static Optional<Path> path(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }

  private static Optional<URI> url(String text) {
    try {
      URI uri = URI.create(text.replaceFirst("/+$", ""));
      boolean known = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      return known && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
