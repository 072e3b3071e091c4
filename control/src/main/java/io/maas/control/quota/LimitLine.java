package io.maas.control.quota;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.maas.control.api.Shape;
import io.maas.domain.access.Principal;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Scope;
import io.maas.domain.metering.Standing;
import io.maas.domain.metering.Unit;
import io.maas.domain.metering.Window;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One limit and where it stands. Counts are numbers; money is decimals of main units, in quotes.
///
/// @param window absent for what counts while it runs
/// @param countedOver whose use of what is added up: the subject, subscription and model as far as
///   they are told apart
/// @param models those of the caller's that it stands over
/// @param subscriptions through which of them
/// @param resetsAt absent where no window is open
@Shape(name = "LimitStanding")
record LimitLine(
    String id,
    String unit,
    @Shape(types = {"integer", "string"}) Object amount,
    @Nullable String currency,
    @Nullable String window,
    String scope,
    String enforcement,
    @JsonProperty("counted_over") Map<String, String> countedOver,
    List<String> models,
    List<String> subscriptions,
    @Shape(types = {"integer", "string"}) Object used,
    @Shape(types = {"integer", "string"}) Object held,
    @Shape(types = {"integer", "string"}) Object remaining,
    @JsonProperty("resets_at") @Nullable String resetsAt,
    @JsonProperty("resets_in_seconds") @Nullable Long resetsInSeconds) {

  static LimitLine of(
      Standing standing,
      String subject,
      Principal caller,
      Collection<String> models,
      Collection<String> subscriptions,
      Instant now) {
    Limit limit = standing.limit();
    boolean open = standing.resetsIn().isPositive();
    long seconds = Math.ceilDiv(standing.resetsIn().toMillis(), 1000);
    return new LimitLine(
        limit.id(),
        word(limit.unit()),
        number(limit, limit.amount()),
        limit.measure().currency(),
        limit.window().equals(Window.WHILE_RUNNING) ? null : limit.window().toString(),
        word(limit.scope()),
        word(limit.enforcement()),
        countedOver(limit, subject, caller),
        List.copyOf(models),
        List.copyOf(subscriptions),
        number(limit, standing.usedUnits()),
        number(limit, standing.heldUnits()),
        number(limit, standing.remainingUnits()),
        open ? now.plusSeconds(seconds).truncatedTo(ChronoUnit.SECONDS).toString() : null,
        open ? seconds : null);
  }

  private static Map<String, String> countedOver(Limit limit, String subject, Principal caller) {
    Map<String, String> over = new LinkedHashMap<>();
    if (!subject.isEmpty()) {
      boolean keyless = limit.scope() == Scope.KEY && caller.key() == null;
      over.put(word(keyless ? Scope.USER : limit.scope()), subject);
    }
    put(over, "subscription", limit.over().subscription());
    put(over, "model", limit.over().model());
    return over;
  }

  private static void put(Map<String, String> over, String name, @Nullable String value) {
    if (value != null) {
      over.put(name, value);
    }
  }

  private static Object number(Limit limit, long units) {
    return limit.unit() == Unit.COST ? limit.measure().number(units) : Long.valueOf(units);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
