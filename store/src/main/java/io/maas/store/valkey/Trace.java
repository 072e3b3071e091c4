package io.maas.store.valkey;

import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Claims;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Measure;
import io.maas.domain.metering.Settlement;
import io.maas.domain.metering.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/// Where a reservation is held, and how its counters count: all that is needed to settle it when
/// nobody is left who knows of its claims.
///
/// @param bucket where its counters are
record Trace(Bucket bucket, List<Held> counters) {

  private static final String VERSION = "1";
  private static final String RECORD = "\u001e";
  private static final String FIELD = "\u001f";
  private static final int FIELDS = 7;

  Trace {
    counters = List.copyOf(counters);
  }

  /// One of its counters.
  ///
  /// @param key of the counter
  /// @param kind of its window, as scripts call it
  record Held(String key, String kind, Measure measure) {

    /// What it takes; requests that run take nothing once they are over.
    long charge(Settlement settlement) {
      return kind.equals(ScriptCall.RUNNING) ? 0 : settlement.charge(measure);
    }
  }

  /// As it is written down; empty where nothing is held.
  static String of(Claims claims) {
    if (claims.list().isEmpty()) {
      return "";
    }
    StringJoiner text = new StringJoiner(RECORD);
    text.add(VERSION).add(Integer.toString(Bucket.of(claims.partition()).number()));
    for (Claim claim : claims.list()) {
      Limit limit = claim.limit();
      Measure measure = limit.measure();
      text.add(
          ScriptCall.kind(limit)
              + FIELD
              + measure.perRequest()
              + FIELD
              + measure.perInput()
              + FIELD
              + measure.perCached()
              + FIELD
              + measure.perOutput()
              + FIELD
              + limit.id()
              + FIELD
              + claim.subject());
    }
    return text.toString();
  }

  /// Reads it; empty for what this program did not write.
  static Optional<Trace> read(String text) {
    String[] records = text.split(RECORD, -1);
    if (records.length < 3 || !records[0].equals(VERSION)) {
      return Optional.empty();
    }
    try {
      Bucket bucket = new Bucket(Integer.parseInt(records[1]));
      List<Held> counters = new ArrayList<>();
      for (int i = 2; i < records.length; i++) {
        String[] fields = records[i].split(FIELD, FIELDS);
        if (fields.length < FIELDS) {
          return Optional.empty();
        }
        Measure measure =
            new Measure(
                Unit.TOTAL_TOKENS,
                Long.parseLong(fields[1]),
                Long.parseLong(fields[2]),
                Long.parseLong(fields[3]),
                Long.parseLong(fields[4]),
                1);
        counters.add(new Held(bucket.counter(fields[5], fields[6]), fields[0], measure));
      }
      return Optional.of(new Trace(bucket, counters));
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // it stays charged as it is held
    }
  }
}
