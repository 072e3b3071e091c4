package io.maas.gateway.journal;

import io.maas.domain.metering.Intent;
import io.maas.domain.metering.Intent.Attribution;
import io.maas.domain.metering.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An intent in bytes. The order of the fields is the format: who changes it raises
/// [Frames#VERSION] and keeps reading the old one.
final class IntentCodec {

  private IntentCodec() {}

  static FrameWriter write(FrameWriter into, long millis, Intent intent) {
    into.start(EntryType.INTENT, millis, intent.id());
    into.instant(intent.at()).text(intent.clientRequestId());
    into.text(intent.tenant()).text(intent.user()).number(intent.groups().size());
    for (String group : intent.groups()) {
      into.text(group);
    }
    into.text(intent.keyId()).text(intent.subscription());
    into.text(intent.requestedModel()).text(intent.model()).text(intent.servedModel());
    into.text(intent.endpoint()).text(intent.provider()).text(intent.dialect());
    into.flags(intent.streamed() ? 1 : 0);
    attribution(into, intent.attribution());
    price(into, intent.price());
    return into.number(intent.likelyInput()).number(intent.likelyOutput());
  }

  private static void attribution(FrameWriter into, Attribution attribution) {
    into.text(attribution.organization()).text(attribution.costCenter());
    into.number(attribution.labels().size());
    for (Map.Entry<String, String> label : attribution.labels().entrySet()) {
      into.text(label.getKey()).text(label.getValue());
    }
  }

  private static void price(FrameWriter into, @Nullable Money price) {
    into.text(price == null ? null : price.currency());
    if (price != null) {
      into.number(price.nanos());
    }
  }

  static Intent read(byte[] body) {
    PayloadReader from = new PayloadReader(body);
    Instant at = from.instant();
    String clientRequestId = from.textOrNull();
    String tenant = from.text();
    String user = from.text();
    List<String> groups = groups(from);
    return new Intent(
        from.id(),
        at,
        clientRequestId,
        tenant,
        user,
        groups,
        from.textOrNull(),
        from.text(),
        from.text(),
        from.text(),
        from.text(),
        from.text(),
        from.text(),
        from.text(),
        from.flags() == 1,
        attribution(from),
        price(from),
        from.number(),
        from.number());
  }

  private static List<String> groups(PayloadReader from) {
    int count = from.count();
    List<String> groups = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      groups.add(from.text());
    }
    return groups;
  }

  private static Attribution attribution(PayloadReader from) {
    String organization = from.textOrNull();
    String costCenter = from.textOrNull();
    int count = from.count();
    Map<String, String> labels = LinkedHashMap.newLinkedHashMap(count);
    for (int i = 0; i < count; i++) {
      labels.put(from.text(), from.text());
    }
    return new Attribution(organization, costCenter, labels);
  }

  private static @Nullable Money price(PayloadReader from) {
    String currency = from.textOrNull();
    return currency == null ? null : new Money(from.number(), currency);
  }
}
