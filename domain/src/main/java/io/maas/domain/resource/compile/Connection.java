package io.maas.domain.resource.compile;

import io.maas.domain.catalog.Access;
import io.maas.domain.catalog.Dialect;
import io.maas.domain.catalog.Endpoint.Share;
import io.maas.domain.catalog.Endpoint.Surface;
import io.maas.domain.resource.compile.Credentials.Found;
import io.maas.domain.resource.spec.AuthSpec;
import io.maas.domain.resource.spec.ExternalProviderSpec;
import io.maas.domain.resource.spec.LegacyExternalModelSpec;
import io.maas.domain.resource.spec.ProviderRefSpec;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How a provider is reached: from hosts, ports, paths and their placeholders to a URL and what
/// follows it.
///
/// @param provider the reference's name of it
/// @param origin scheme, host and port
record Connection(
    String provider,
    URI origin,
    String model,
    String owner,
    Access access,
    Share share,
    SurfacePath path) {

  /// How a provider is reached for a model; says why if it is not.
  static Optional<Connection> to(
      EndpointCompiler compiler, ProviderRefSpec ref, ExternalProviderSpec provider) {
    String about = "provider " + ref.provider() + ": ";
    Map<String, String> config = new HashMap<>(provider.config());
    config.putAll(ref.config());
    Dialect dialect = Dialect.of(ref.apiFormat()).orElse(null);
    if (dialect == null) {
      compiler.drop(
          true, about + "apiFormat " + ref.apiFormat() + " (expected: " + Dialect.words() + ")");
      return Optional.empty();
    }
    String path = SurfacePath.filled(ref.path(), config);
    if (!SurfacePath.fits(dialect, path)) {
      compiler.drop(
          true,
          about
              + "path "
              + path
              + " (expected: filled placeholders and "
              + SurfacePath.end(dialect)
              + " at the end)");
      return Optional.empty();
    }
    AuthSpec auth = ref.auth() == null ? provider.auth() : ref.auth();
    return switch (compiler.credentials().of(provider.provider(), auth, config)) {
      case Credentials.Lacking(var problem) -> {
        compiler.drop(problem.permanent(), about + problem.message());
        yield Optional.empty();
      }
      case Credentials.Known(Access access) ->
          Optional.of(
              new Connection(
                  ref.provider(),
                  url(!"false".equals(config.get("tls")), provider.endpoint(), config.get("port")),
                  ref.targetModel(),
                  provider.provider(),
                  access,
                  ref.share(),
                  SurfacePath.of(dialect, path)));
    };
  }

  /// Adds the endpoint of a model of the first generation, or says why there is none. A provider
  /// that nobody has heard of speaks OpenAI's chat completions, as most do.
  static void add(EndpointCompiler compiler, LegacyExternalModelSpec spec) {
    String provider = spec.provider();
    switch (provider) {
      case "vertex-openai", "vertex", "bedrock" ->
          compiler.drop(
              true,
              "provider "
                  + provider
                  + " has no place for its config here (expected: an ExternalModel and an"
                  + " ExternalProvider of inference.opendatahub.io)");
      case "anthropic" -> add(compiler, spec, "", Dialect.MESSAGES);
      case "gemini" -> add(compiler, spec, "", Dialect.GEMINI);
      case "azure-openai" -> add(compiler, spec, "/openai", Dialect.OPENAI_CHAT);
      default -> add(compiler, spec, "", Dialect.OPENAI_CHAT);
    }
  }

  private static void add(
      EndpointCompiler compiler, LegacyExternalModelSpec spec, String base, Dialect dialect) {
    Found found = compiler.credentials().key(spec.provider(), spec.credential());
    compiler.add(
        spec.provider(),
        URI.create(url(spec.tls(), spec.endpoint(), spec.port()) + base),
        spec.targetModel(),
        spec.provider(),
        found,
        List.of(Surface.usual(dialect)),
        Share.of(1));
  }

  /// Whether another leads to the same place, though to another dialect there.
  boolean besides(Connection other) {
    return path.dialect() != other.path.dialect()
        && provider.equals(other.provider)
        && origin.equals(other.origin)
        && model.equals(other.model)
        && owner.equals(other.owner)
        && access.equals(other.access)
        && share.equals(other.share);
  }

  private static URI url(boolean tls, String host, @Nullable String port) {
    return URI.create((tls ? "https://" : "http://") + host + (port == null ? "" : ":" + port));
  }
}
