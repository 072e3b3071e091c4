package io.maas.domain.resource.spec;

import io.maas.domain.catalog.Dialect;
import io.maas.domain.catalog.Endpoint.Share;
import io.maas.domain.resource.Fields;
import io.maas.domain.resource.Rule;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A place that answers for a model, named by the model reference itself.
///
/// @param name what people and records call it, if it was given
/// @param url up to and without `/v1`
/// @param model the model's name there, if it was given
/// @param provider whose it is, if that was said
/// @param dialects that it speaks, each where it usually is; never empty
/// @param share its part of the requests
/// @param credential the secret whose `api-key` it wants, if any
public record EndpointSpec(
    @Nullable String name,
    URI url,
    @Nullable String model,
    @Nullable String provider,
    List<Dialect> dialects,
    Share share,
    @Nullable String credential) {

  private static final URI UNREADABLE = URI.create("http://invalid.");

  private static final Rule URL =
      new Rule(
          "http:// or https://, a host, maybe a port and a path, without user, query or fragment",
          text -> parse(text).isPresent());

  private static final Rule DIALECT =
      new Rule("one of " + Dialect.words(), word -> Dialect.of(word).isPresent());

  static EndpointSpec read(Fields endpoint) {
    Fields credential = endpoint.objectOrNull("credentialRef");
    return new EndpointSpec(
        endpoint.textOrNull("name", Rules.SHORT_NAME),
        parse(endpoint.text("url", URL)).orElse(UNREADABLE),
        endpoint.textOrNull("model", Rules.MODEL_NAME),
        endpoint.textOrNull("provider", Rules.SHORT_NAME),
        dialects(endpoint),
        Shares.read(endpoint),
        credential == null ? null : credential.text("name", Rules.NAME));
  }

  private static List<Dialect> dialects(Fields endpoint) {
    List<Dialect> dialects =
        endpoint.texts("dialects", DIALECT).stream()
            .flatMap(word -> Dialect.of(word).stream())
            .distinct()
            .toList();
    return dialects.isEmpty() ? List.of(Dialect.OPENAI_CHAT) : dialects;
  }

  /// People paste the base URL of a client, which ends in `/v1`, or the root of a server, which
  /// does not: both mean the same, and what is kept is without.
  private static Optional<URI> parse(String text) {
    try {
      URI url =
          new URI(text.replaceFirst("/+$", "").replaceFirst("/v1$", "").replaceFirst("/+$", ""));
      return isPlain(url) ? Optional.of(url) : Optional.empty();
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  private static boolean isPlain(URI url) {
    String path = url.getRawPath();
    return ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
        && url.getHost() != null
        && url.getRawUserInfo() == null
        && url.getRawQuery() == null
        && url.getRawFragment() == null
        && url.getPort() != 0
        && url.getPort() <= 65535
        && !path.contains("..")
        && !path.contains("//")
        && !path.contains("%");
  }
}
