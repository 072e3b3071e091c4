package io.maas.simulator.inference;

import io.maas.simulator.wire.ApiError;
import io.maas.simulator.wire.EmbeddingReply;
import io.maas.simulator.wire.EmbeddingRequest;
import io.maas.simulator.wire.Read;
import io.maas.simulator.wire.Sampling.Streaming;
import java.util.ArrayList;
import java.util.List;

/// Embeds what is asked for. There is no template around an input.
final class EmbeddingJobs {
  private final Means means;
  private final Embedder embedder;

  EmbeddingJobs(Means means) {
    this.means = means;
    this.embedder = new Embedder(means.tokenizer());
  }

  Read<EmbeddingJob> of(EmbeddingRequest request) {
    var model = means.models().find(request.model());
    if (model.isEmpty()) {
      return new Read.Refused<>(ApiError.unknownModel(request.model()));
    }
    int dimensions =
        request.dimensions() > 0 ? request.dimensions() : means.settings().embeddingDimensions();
    var vectors = new ArrayList<float[]>();
    int tokens = 0;
    for (var input : request.inputs()) {
      var refused =
          means
              .window()
              .refuseUnread(input.chars())
              .or(() -> means.window().refuse(input.count(means.counts())));
      if (refused.isPresent()) {
        return new Read.Refused<>(refused.get());
      }
      tokens += input.count(means.counts());
      vectors.add(embedder.embed(input, dimensions));
    }
    var job = new Job(model.get(), List.of(), tokens, 0, List.of(), Streaming.WHOLE);
    return new Read.Ok<>(new EmbeddingJob(job, EmbeddingReply.data(vectors, request.base64())));
  }
}
