package io.maas.domain.resource.spec;

import io.maas.domain.metering.Unit;
import io.maas.domain.metering.Window;
import io.maas.domain.metering.Window.Calendar;
import io.maas.domain.resource.Fields;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;

/// `window` and `timeZone`: the time over which a rate counts.
final class WindowSpec {

  private static final Window UNREADABLE = Window.rolling(Duration.ofSeconds(1));

  private WindowSpec() {}

  static Window read(Fields rate, Unit unit) {
    if (unit == Unit.CONCURRENT_REQUESTS) {
      for (String field : List.of("window", "timeZone")) {
        if (rate.has(field)) {
          rate.refuse(field, "nothing, because concurrent_requests are counted while they run");
        }
      }
      return Window.WHILE_RUNNING;
    }
    String text = rate.text("window", Rules.WINDOW);
    String zone = rate.textOrNull("timeZone", Rules.TIME_ZONE);
    Window window = Window.parse(text).orElse(UNREADABLE);
    if (zone == null || text.isEmpty()) {
      return window;
    }
    if (window instanceof Calendar(var period, var own)
        && own.equals(ZoneOffset.UTC)
        && !text.contains("@")) {
      return Window.parse(text + "@" + zone).orElse(new Calendar(period, own));
    }
    rate.refuse("timeZone", "nothing, unless window is day or month without a zone of its own");
    return window;
  }
}
