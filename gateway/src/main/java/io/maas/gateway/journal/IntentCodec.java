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
    into.number(intent.likelyInput()).number(intent.likelyOutput());
    return into.number(intent.heldInput()).number(intent.heldOutput());
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
    String keyId = from.textOrNull();
    String subscription = from.text();
    String requestedModel = from.text();
    String model = from.text();
    String servedModel = from.text();
    String endpoint = from.text();
    String provider = from.text();
    String dialect = from.text();
    boolean streamed = from.flags() == 1;
    Attribution attribution = attribution(from);
    Money price = price(from);
    long likelyInput = from.number();
    long likelyOutput = from.number();
    boolean tellsHold = from.version() > 1;
    return new Intent(
        from.id(),
        at,
        clientRequestId,
        tenant,
        user,
        groups,
        keyId,
        subscription,
        requestedModel,
        model,
        servedModel,
        endpoint,
        provider,
        dialect,
        streamed,
        attribution,
        price,
        likelyInput,
        likelyOutput,
        tellsHold ? from.number() : likelyInput,
        tellsHold ? from.number() : likelyOutput);
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
