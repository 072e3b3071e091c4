package io.maas.simulator.inference;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Optional;

/// Keeps jobs by the bytes of their requests, since a load test sends the same ones again and
/// again. Bounded by the memory that it holds; for one thread.
public final class JobCache {
  /// A longer body is not kept.
  public static final int LONGEST_BODY = 64 << 10;

  private static final long MOST_BYTES = 32L << 20;

  private final LinkedHashMap<Key, Job> jobs = new LinkedHashMap<>(256, 0.75f, true);
  private long bytes;

  public Optional<Job> find(byte[] body) {
    return Optional.ofNullable(jobs.get(new Key(body)));
  }

  public void keep(byte[] body, Job job) {
    var key = new Key(body);
    if (body.length > LONGEST_BODY || jobs.put(key, job) != null) {
      return;
    }
    bytes += weight(key, job);
    var oldest = jobs.entrySet().iterator();
    while (bytes > MOST_BYTES) {
      var entry = oldest.next();
      bytes -= weight(entry.getKey(), entry.getValue());
      oldest.remove();
    }
  }

  private static long weight(Key key, Job job) {
    return 512
        + key.body.length
        + 8L * job.tokensAfter(Integer.MAX_VALUE)
        + 24L * job.blocks().size();
  }

  private static final class Key {
    private final byte[] body;
    private final int hash;

    Key(byte[] body) {
      this.body = body;
      this.hash = Arrays.hashCode(body);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && hash == key.hash && Arrays.equals(body, key.body);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }
}
