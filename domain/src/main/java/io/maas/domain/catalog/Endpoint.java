package io.maas.domain.catalog;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A place that answers for a model.
///
/// @param name unique within the model
/// @param url what the paths of its surfaces stand behind: scheme, host, port and maybe a path
/// @param servedModel the model's name there
/// @param provider whose it is: `internal`, or the provider's name
/// @param access how it knows us
/// @param surfaces the dialects that it speaks, never empty. A client of one of them passes
///   through; every other client's request is translated to the first
/// @param share which part of the requests goes there
public record Endpoint(
    String name,
    URI url,
    String servedModel,
    String provider,
    Access access,
    List<Surface> surfaces,
    Share share) {

  public Endpoint {
    surfaces = List.copyOf(surfaces);
    if (surfaces.isEmpty()) {
      throw new IllegalArgumentException("endpoint " + name + ": no surface (expected: >= 1)");
    }
  }

  /// An engine that speaks OpenAI's chat completions below `url`.
  ///
  /// @param apiKey sent as a bearer token, if it wants one
  public Endpoint(
      String name,
      URI url,
      String servedModel,
      String provider,
      @Nullable Secret apiKey,
      int weight) {
    this(
        name,
        url,
        servedModel,
        provider,
        apiKey == null ? new Access.Open() : new Access.Bearer(apiKey),
        List.of(Surface.CHAT),
        Share.of(weight));
  }

  /// A dialect that an endpoint speaks, and where.
  ///
  /// @param path behind the endpoint's URL, maybe with a query. `{model}` stands for the model's
  ///   name there; a dialect that asks for streams elsewhere knows how
  public record Surface(Dialect dialect, String path) {

    /// What most engines have.
    public static final Surface CHAT = usual(Dialect.OPENAI_CHAT);

    /// A dialect where it is found unless somebody says otherwise.
    public static Surface usual(Dialect dialect) {
      return new Surface(
          dialect,
          switch (dialect) {
            case OPENAI_CHAT -> "/v1/chat/completions";
            case OPENAI_RESPONSES -> "/v1/responses";
            case MESSAGES -> "/v1/messages";
            case BEDROCK_CONVERSE -> "/model/{model}/converse";
            case GEMINI -> "/v1beta/models/{model}:generateContent";
          });
    }
  }

  /// Which part of a model's requests goes to an endpoint.
  ///
  /// @param priority the lowest is tried first; others only when those fail
  /// @param weight among those of the same priority; 0 takes none but what others leave
  /// @param concurrency the most requests at once from one gateway; 0 for any number
  /// @param perMinute the most of what one gateway asks of it in a minute
  public record Share(int priority, int weight, int concurrency, PerMinute perMinute) {

    /// A share of those that may be asked as often as they answer.
    public Share(int priority, int weight, int concurrency) {
      this(priority, weight, concurrency, PerMinute.UNBOUNDED);
    }

    /// A share of those that are tried first.
    public static Share of(int weight) {
      return new Share(0, weight, 0);
    }
  }

  /// Where it speaks a dialect, if it does.
  public Optional<Surface> surface(Dialect dialect) {
    return surfaces.stream().filter(surface -> surface.dialect() == dialect).findFirst();
  }

  /// The name that clients may be told: one that somebody gave it. The address that stands for a
  /// missing one is nobody's business outside.
  public Optional<String> givenName() {
    return name.startsWith(url.getRawAuthority()) ? Optional.empty() : Optional.of(name);
  }
}
