package io.maas.store.valkey;

import io.maas.domain.catalog.Secret;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where the shared counters are.
///
/// @param kind how the servers stand together
/// @param nodes those that are asked first, at least one
/// @param user who connects; null for the default user
/// @param password with which password; null for none
/// @param tls whether connections are encrypted, and the certificate checked against the host
/// @param authority a file in PEM with the authorities to trust; null for the JVM's
/// @param master what sentinels call the master; empty without them
public record ValkeyAddress(
    Kind kind,
    List<Node> nodes,
    @Nullable String user,
    @Nullable Secret password,
    boolean tls,
    @Nullable Path authority,
    String master) {

  /// What people are told to write.
  public static final String EXPECTED =
      "redis://[[USER]:PASSWORD@]HOST:PORT, rediss://…[?ca=FILE],"
          + " redis-sentinel://…HOST:PORT,HOST:PORT#MASTER or redis-cluster://…HOST:PORT,HOST:PORT";

  private static final int LARGEST_PORT = 65_535;
  private static final int USUAL_PORT = 6379;
  private static final int USUAL_SENTINEL_PORT = 26_379;
  private static final Pattern FORM =
      Pattern.compile(
          "(?<scheme>[a-z-]+)://(?:(?:(?<user>[^:@]*):)?(?<password>[^@]*)@)?(?<nodes>[^/?#]+)/?"
              + "(?:\\?ca=(?<ca>[^#&]+))?(?:#(?<master>\\S+))?");

  /// How servers stand together.
  public enum Kind {
    STANDALONE,
    SENTINEL,
    CLUSTER
  }

  /// A server.
  public record Node(String host, int port) {
    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  public ValkeyAddress {
    nodes = List.copyOf(nodes);
  }

  /// Reads what people write; empty if it is no such address.
  public static Optional<ValkeyAddress> parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      return Optional.empty();
    }
    Optional<Kind> kind = kind(form.group("scheme"));
    String master = form.group("master") == null ? "" : form.group("master");
    if (kind.isEmpty() || (kind.get() == Kind.SENTINEL) == master.isEmpty()) {
      return Optional.empty();
    }
    List<Node> nodes = nodes(form.group("nodes"), kind.get());
    boolean one = kind.get() == Kind.STANDALONE;
    if (nodes.isEmpty() || (one && nodes.size() > 1)) {
      return Optional.empty();
    }
    String user = form.group("user");
    String password = form.group("password");
    try {
      return Optional.of(
          new ValkeyAddress(
              kind.get(),
              nodes,
              user == null || user.isEmpty() ? null : user,
              password == null || password.isEmpty() ? null : new Secret(password),
              form.group("scheme").matches("rediss.*|valkeys"),
              form.group("ca") == null ? null : Path.of(form.group("ca")),
              master));
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }

  private static Optional<Kind> kind(String scheme) {
    return switch (scheme) {
      case "redis", "rediss", "valkey", "valkeys" -> Optional.of(Kind.STANDALONE);
      case "redis-sentinel", "rediss-sentinel" -> Optional.of(Kind.SENTINEL);
      case "redis-cluster", "rediss-cluster" -> Optional.of(Kind.CLUSTER);
      default -> Optional.empty();
    };
  }

  private static List<Node> nodes(String text, Kind kind) {
    List<Node> nodes = new ArrayList<>();
    for (String one : text.split(",", -1)) {
      Matcher node = Text.NODE.matcher(one);
      if (!node.matches()) {
        return List.of();
      }
      int usual = kind == Kind.SENTINEL ? USUAL_SENTINEL_PORT : USUAL_PORT;
      int port = node.group(2) == null ? usual : Integer.parseInt(node.group(2));
      if (port < 1 || port > LARGEST_PORT) {
        return List.of();
      }
      nodes.add(new Node(node.group(1), port));
    }
    return nodes;
  }

  /// A host, in brackets where it has colons, and perhaps a port.
  private static final class Text {
    private static final Pattern NODE =
        Pattern.compile("(\\[[0-9a-fA-F:]+]|[A-Za-z0-9._-]+)(?::([0-9]{1,5}))?");
  }

  @Override
  public String toString() {
    return kind + " " + nodes + (tls ? ", TLS" : "");
  }
}
