package io.maas.simulator.http;

import io.maas.simulator.engine.DurationText;
import io.maas.simulator.engine.Failure;
import io.maas.simulator.engine.Pace;
import io.maas.simulator.engine.Tuning;
import io.vertx.core.MultiMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What a request's headers say: its id, and what a test wants to go slowly or wrong with just this
/// one.
///
/// @param requestId the client's, null where it sent none or none that is safe to repeat
record Header(@Nullable String requestId, Failure failure, Pace pace) {
  private static final int LONGEST_ID = 128;

  /// @throws IllegalArgumentException where a header of the simulator's own cannot be understood
  static Header read(MultiMap headers, Tuning tuning, RandomGenerator random) {
    var id = headers.get(Responses.REQUEST_ID);
    return new Header(
        id != null && isSafe(id) ? id : null,
        failure(headers.get("x-sim-failure"), tuning, random),
        pace(headers.get("x-sim-ttft"), headers.get("x-sim-itl"), tuning.pace()));
  }

  /// Whether an id can stand in JSON as it is.
  private static boolean isSafe(String id) {
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      boolean word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!word && c != '-' && c != '.' && c != '_' && c != ':') {
        return false;
      }
    }
    return !id.isEmpty() && id.length() <= LONGEST_ID;
  }

  private static Failure failure(@Nullable String asked, Tuning tuning, RandomGenerator random) {
    if (asked == null) {
      return tuning.failures().draw(random);
    }
    return Failure.parse(asked)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "X-Sim-Failure: "
                    + asked
                    + " (expected: none, status=CODE, refuse, drop, stall, no-usage, garbage or"
                    + " error-event)"));
  }

  private static Pace pace(@Nullable String first, @Nullable String each, Pace otherwise) {
    if (first == null && each == null) {
      return otherwise;
    }
    return new Pace(
        first == null ? otherwise.timeToFirstToken() : DurationText.parse("X-Sim-TTFT", first),
        each == null ? otherwise.interTokenLatency() : DurationText.parse("X-Sim-ITL", each));
  }
}
