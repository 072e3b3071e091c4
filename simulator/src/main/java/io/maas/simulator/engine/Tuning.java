package io.maas.simulator.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What may be changed while the simulator runs. Every value has one name, at the command line and
/// at `/admin/config`.
public record Tuning(Pace pace, Slots slots, FailureRates failures) {
  public static final Tuning DEFAULTS =
      new Tuning(Pace.AT_ONCE, new Slots(4096, 4096), FailureRates.NONE);

  /// The names, in the order in which they are shown.
  public static final List<String> NAMES = List.copyOf(DEFAULTS.values().keySet());

  /// The same with one value changed.
  ///
  /// @throws IllegalArgumentException where the name is unknown or the value does not fit
  public Tuning with(String name, String value) {
    return switch (name) {
      case "time-to-first-token" ->
          with(new Pace(DurationText.parse(name, value), pace.interTokenLatency()));
      case "inter-token-latency" ->
          with(new Pace(pace.timeToFirstToken(), DurationText.parse(name, value)));
      case "max-num-seqs" -> with(new Slots(Numbers.whole(name, value), slots.waiting()));
      case "max-waiting-queue-length" ->
          with(new Slots(slots.running(), Numbers.whole(name, value)));
      default -> new Tuning(pace, slots, failures.with(name, value));
    };
  }

  public Tuning with(Pace changed) {
    return new Tuning(changed, slots, failures);
  }

  public Tuning with(Slots changed) {
    return new Tuning(pace, changed, failures);
  }

  public Tuning with(FailureRates changed) {
    return new Tuning(pace, slots, changed);
  }

  /// All values by name, in the form in which [#with] reads them.
  public Map<String, String> values() {
    var values = new LinkedHashMap<String, String>();
    values.put("time-to-first-token", DurationText.of(pace.timeToFirstToken()));
    values.put("inter-token-latency", DurationText.of(pace.interTokenLatency()));
    values.put("max-num-seqs", Integer.toString(slots.running()));
    values.put("max-waiting-queue-length", Integer.toString(slots.waiting()));
    values.putAll(failures.values());
    return values;
  }
}
