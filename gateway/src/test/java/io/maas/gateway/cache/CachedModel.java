package io.maas.gateway.cache;

import io.maas.domain.access.Principal;
import io.maas.domain.catalog.Access;
import io.maas.domain.catalog.Endpoint;
import io.maas.domain.catalog.Endpoint.Share;
import io.maas.domain.catalog.Endpoint.Surface;
import io.maas.domain.catalog.Model;
import io.maas.domain.catalog.ModelDetails;
import io.maas.domain.catalog.ModelId;
import io.maas.domain.catalog.ResponseCaching;
import io.maas.domain.catalog.ResponseCaching.Shared;
import io.maas.domain.catalog.Serving;
import io.maas.domain.catalog.Serving.Unsupported;
import io.maas.domain.catalog.TokenRules;
import io.maas.domain.metering.Usage;
import io.maas.protocol.answer.Answer;
import io.maas.protocol.request.InferenceRequest;
import io.maas.protocol.request.Operation;
import io.maas.protocol.request.RequestReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;

/// A model whose answers are kept for an hour, and who asks it.
final class CachedModel {

  static final Principal CALLER = new Principal("default", "alice", List.of("staff"), false, null);

  private CachedModel() {}

  static Endpoint endpoint(String name) {
    return new Endpoint(
        name,
        URI.create("http://one"),
        "served",
        "internal",
        new Access.Open(),
        List.of(Surface.CHAT),
        Share.of(1));
  }

  static Model at(Endpoint endpoint) {
    return new Model(
        new ModelId("llm", "m"),
        "LLMInferenceService",
        "m",
        Set.of(),
        List.of(endpoint),
        new TokenRules(100, null),
        ModelDetails.NONE,
        Instant.EPOCH,
        true,
        new Serving(
            Unsupported.DROP,
            3,
            new ResponseCaching(Duration.ofHours(1), 1_000_000, Shared.TENANT, "uid/1")));
  }

  static InferenceRequest chat(String text, int messages) {
    String message = "{\"role\":\"user\",\"content\":\"" + text + "\"}";
    String all = (message + ",").repeat(messages - 1) + message;
    byte[] body = ("{\"model\":\"m\",\"messages\":[" + all + "]}").getBytes(StandardCharsets.UTF_8);
    return ((RequestReader.Result.Read) RequestReader.read(Operation.CHAT, body)).request();
  }

  static Recall look(ResponseCache cache, InferenceRequest request) {
    return cache
        .look(CALLER, request, at(endpoint("one")), Map.of(), List.of())
        .toCompletableFuture()
        .join();
  }

  /// Has an answer kept, as if it had been given just now.
  static void keep(Recall missed, int bytes, String by) {
    keep(missed, bytes, by, new Answer(Usage.reported(5, 3), "stop", "m", false));
  }

  /// The same of an answer that tells this.
  static void keep(Recall missed, int bytes, String by, Answer told) {
    Recording recording = Objects.requireNonNull(missed.recording());
    recording.take(new byte[bytes]);
    recording.keep(told, "application/json", false, endpoint(by), List.of(), OptionalLong.empty());
  }
}
