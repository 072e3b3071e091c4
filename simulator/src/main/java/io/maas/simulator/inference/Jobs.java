package io.maas.simulator.inference;

import io.maas.simulator.model.Models;
import io.maas.simulator.text.Tokenizer;
import io.maas.simulator.wire.ChatRequest;
import io.maas.simulator.wire.CompletionRequest;
import io.maas.simulator.wire.EmbeddingRequest;
import io.maas.simulator.wire.Read;
import io.maas.simulator.wire.Shape;

/// Makes jobs of requests. Safe for use by several threads; a long prompt takes milliseconds, so it
/// is not for an event loop.
public final class Jobs {
  private final ChatJobs chats;
  private final CompletionJobs completions;
  private final EmbeddingJobs embeddings;

  public Jobs(Models models, Settings settings, Tokenizer tokenizer) {
    var means = Means.of(models, settings, tokenizer);
    this.chats = new ChatJobs(means);
    this.completions = new CompletionJobs(means);
    this.embeddings = new EmbeddingJobs(means);
  }

  /// Reads a request for a reply of that shape.
  public Read<Job> completion(Shape shape, byte[] body) {
    return switch (shape) {
      case CHAT -> ChatRequest.read(body).then(chats::of);
      case TEXT -> CompletionRequest.read(body).then(completions::of);
    };
  }

  /// Reads a request for embeddings.
  public Read<EmbeddingJob> embedding(byte[] body) {
    return EmbeddingRequest.read(body).then(embeddings::of);
  }
}
