package io.maas.domain.resource.compile;

import io.maas.domain.resource.compile.Upstreams.Problem;
import io.maas.domain.resource.spec.AuthSpec;
import io.maas.domain.resource.spec.ExternalProviderSpec;
import io.maas.domain.resource.spec.LegacyExternalModelSpec;
import io.maas.domain.resource.spec.ProviderRefSpec;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How a provider is reached: from hosts, ports, paths and their placeholders to a URL. What speaks
/// another dialect than OpenAI's chat completions is told to be not supported yet.
final class Connection {

  private static final String FORMAT = "openai-chat";
  private static final String CHAT = "/v1/chat/completions";
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
  private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9_~-][A-Za-z0-9._~-]*");
  private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_~:@-][A-Za-z0-9._~:@-]*)*");

  private Connection() {}

  /// Adds the endpoint of a provider, or says why there is none.
  static void add(EndpointCompiler compiler, ProviderRefSpec ref, ExternalProviderSpec provider) {
    AuthSpec auth = ref.auth() == null ? provider.auth() : ref.auth();
    Map<String, String> config = new HashMap<>(provider.config());
    config.putAll(ref.config());
    String path = filled(ref.path(), config);
    if (!ref.apiFormat().equals(FORMAT)) {
      compiler.drop(
          true,
          about(ref)
              + "apiFormat "
              + ref.apiFormat()
              + " is not supported yet (expected: "
              + FORMAT
              + ")");
    } else if (!supports(auth)) {
      compiler.drop(true, about(ref) + unsupported(auth).message());
    } else if (!path.endsWith(CHAT) || !PATH.matcher(path).matches()) {
      compiler.drop(
          true,
          about(ref)
              + "path "
              + path
              + " (expected: filled placeholders and "
              + CHAT
              + " at the end)");
    } else {
      String base = path.substring(0, path.length() - CHAT.length());
      URI url =
          url(!"false".equals(config.get("tls")), provider.endpoint(), config.get("port"), base);
      compiler.add(
          ref.provider(), url, ref.targetModel(), provider.provider(), auth.secret(), ref.weight());
    }
  }

  /// Up to and without `/v1`; empty if the provider speaks another dialect. A provider that nobody
  /// has heard of speaks OpenAI's, as most do.
  static Optional<URI> legacyBase(LegacyExternalModelSpec spec) {
    return switch (spec.provider()) {
      case "anthropic", "vertex-openai" -> Optional.empty();
      case "azure-openai" -> Optional.of(url(spec.tls(), spec.endpoint(), spec.port(), "/openai"));
      default -> Optional.of(url(spec.tls(), spec.endpoint(), spec.port(), ""));
    };
  }

  static boolean supports(AuthSpec auth) {
    return auth.type().equals("apikey");
  }

  static Problem unsupported(AuthSpec auth) {
    return new Problem(
        true, "auth type " + auth.type() + " is not supported yet (expected: apikey)");
  }

  private static URI url(boolean tls, String host, @Nullable String port, String base) {
    return URI.create(
        (tls ? "https://" : "http://") + host + (port == null ? "" : ":" + port) + base);
  }

  /// A value that is missing, or is more than a segment of a path, leaves its placeholder, which no
  /// path may have.
  private static String filled(String path, Map<String, String> config) {
    return PLACEHOLDER
        .matcher(path)
        .replaceAll((MatchResult match) -> {
          String value = config.getOrDefault(match.group(1), "");
          return SEGMENT.matcher(value).matches()
              ? Matcher.quoteReplacement(value)
              : Matcher.quoteReplacement(match.group());
        });
  }

  private static String about(ProviderRefSpec ref) {
    return "provider " + ref.provider() + ": ";
  }
}
