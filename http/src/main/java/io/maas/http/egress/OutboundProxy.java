package io.maas.http.egress;

import io.maas.domain.catalog.Secret;
import io.maas.domain.catalog.Whereabouts;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A proxy that requests to the outside go through: TLS inside a tunnel (CONNECT), clear text as
/// whole URLs. It looks names up itself, so that what a name stands for is its to check.
///
/// @param user its name for us, if it asks
/// @param password for that user
/// @param except hosts that are reached without it: a name, with all below it; an address; or `*`
public record OutboundProxy(
    String host, int port, @Nullable String user, @Nullable Secret password, List<String> except) {

  /// What an address of one is, for messages.
  public static final String EXPECTED = "http://[USER:PASSWORD@]HOST:PORT";

  public OutboundProxy {
    except =
        except.stream()
            .map(name -> name.strip().toLowerCase(Locale.ROOT).replaceFirst("^\\*?\\.", ""))
            .filter(name -> !name.isEmpty())
            .toList();
  }

  /// Reads `http://[USER:PASSWORD@]HOST:PORT`.
  public static Optional<OutboundProxy> parse(String text, List<String> except) {
    try {
      URI uri = URI.create(text.replaceFirst("/$", ""));
      if (!"http".equals(uri.getScheme())
          || uri.getHost() == null
          || uri.getPort() < 1
          || !uri.getRawPath().isEmpty()
          || uri.getRawQuery() != null) {
        return Optional.empty();
      }
      String[] login = uri.getUserInfo() == null ? new String[0] : uri.getUserInfo().split(":", 2);
      return Optional.of(
          new OutboundProxy(
              uri.getHost(),
              uri.getPort(),
              login.length == 2 ? login[0] : null,
              login.length == 2 ? new Secret(login[1]) : null,
              except));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// Whether requests to a host go through it. Those to this machine never do.
  boolean covers(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return Whereabouts.of(host) != Whereabouts.THIS_MACHINE
        && except.stream()
            .noneMatch(no -> no.equals("*") || name.equals(no) || name.endsWith("." + no));
  }
}
