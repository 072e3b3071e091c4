package io.maas.simulator.inference;

/// A request for embeddings, worked out: a job that generates nothing, and the vectors as they will
/// be sent.
public final class EmbeddingJob {
  private final Job job;
  private final byte[] data;

  EmbeddingJob(Job job, byte[] data) {
    this.job = job;
    this.data = data;
  }

  public Job job() {
    return job;
  }

  /// The reply's list of vectors as JSON, without its brackets; not to be written to.
  public byte[] data() {
    return data;
  }
}
