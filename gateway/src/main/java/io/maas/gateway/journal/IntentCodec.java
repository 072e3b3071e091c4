package io.maas.gateway.journal;

import io.maas.domain.metering.BillingRate;
import io.maas.domain.metering.Intent;
import io.maas.domain.metering.Intent.Attribution;
import io.maas.domain.metering.Intent.Correlation;
import io.maas.domain.metering.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An intent in bytes. The order of the fields is the format: who changes it raises
/// [Frames#VERSION] and keeps reading the old one.
final class IntentCodec {

  private IntentCodec() {}

  /// @param trace of the reservation
  static FrameWriter write(FrameWriter into, long millis, Intent intent, String trace) {
    into.start(EntryType.INTENT, millis, intent.id());
    into.instant(intent.at()).text(intent.correlation().clientRequestId());
    into.text(intent.tenant()).text(intent.user()).number(intent.groups().size());
    for (String group : intent.groups()) {
      into.text(group);
    }
    into.text(intent.keyId()).text(intent.subscription());
    into.text(intent.requestedModel()).text(intent.model()).text(intent.servedModel());
    into.text(intent.endpoint()).text(intent.provider()).text(intent.dialect());
    into.flags(intent.streamed() ? 1 : 0);
    attribution(into, intent.attribution());
    rate(into, intent.rate());
    into.number(intent.likelyInput()).number(intent.likelyOutput());
    UUID fallbackOf = intent.correlation().fallbackOf();
    into.number(intent.heldInput())
        .number(intent.heldOutput())
        .text(trace)
        .text(intent.correlation().session())
        .text(fallbackOf == null ? null : fallbackOf.toString());
    return MediaCodec.write(into, intent.media());
  }

  private static void attribution(FrameWriter into, Attribution attribution) {
    into.text(attribution.organization()).text(attribution.costCenter());
    into.number(attribution.labels().size());
    for (Map.Entry<String, String> label : attribution.labels().entrySet()) {
      into.text(label.getKey()).text(label.getValue());
    }
  }

  private static void rate(FrameWriter into, @Nullable BillingRate rate) {
    into.text(rate == null ? null : rate.currency());
    if (rate != null) {
      into.number(rate.input()).number(rate.cached()).number(rate.output()).number(rate.replayed());
      MediaCodec.write(into, rate.media());
    }
  }

  static Intent read(byte[] body) {
    return read(new PayloadReader(body)).intent();
  }

  /// @param trace null if nobody wrote one
  private record Read(Intent intent, @Nullable String trace) {}

  /// The trace of the reservation; empty if nobody wrote one.
  static String trace(byte[] body) {
    PayloadReader from = new PayloadReader(body);
    return Objects.requireNonNullElse(read(from).trace(), "");
  }

  private static Read read(PayloadReader from) {
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
    BillingRate rate = rate(from);
    long likelyInput = from.number();
    long likelyOutput = from.number();
    boolean tellsHold = from.version() > 1;
    long heldInput = tellsHold ? from.number() : likelyInput;
    long heldOutput = tellsHold ? from.number() : likelyOutput;
    String trace = from.version() > 2 ? from.text() : null;
    Correlation correlation = correlation(from, clientRequestId);
    Intent intent =
        new Intent(
            from.id(),
            at,
            correlation,
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
            rate,
            likelyInput,
            likelyOutput,
            heldInput,
            heldOutput,
            MediaCodec.read(from));
    return new Read(intent, trace);
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

  private static @Nullable BillingRate rate(PayloadReader from) {
    String currency = from.textOrNull();
    if (currency == null) {
      return null;
    }
    long input = from.number();
    return from.version() > 3
        ? new BillingRate(
            currency, input, from.number(), from.number(), from.number(), MediaCodec.read(from))
        : BillingRate.perToken(new Money(input, currency));
  }

  private static Correlation correlation(PayloadReader from, @Nullable String clientRequestId) {
    if (from.version() < 4) {
      return new Correlation(clientRequestId, null, null);
    }
    String session = from.textOrNull();
    String fallbackOf = from.textOrNull();
    return new Correlation(
        clientRequestId, session, fallbackOf == null ? null : UUID.fromString(fallbackOf));
  }
}
