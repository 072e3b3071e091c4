package io.maas.control.gateway;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.maas.control.api.Shape;
import io.maas.control.call.Call;
import io.maas.control.call.Paging;
import io.maas.control.call.Reply;
import io.maas.domain.metering.Epochs;
import io.maas.domain.metering.Epochs.Epoch;
import io.maas.domain.metering.Epochs.Member;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// `/v1/gateways`: those that share counters, and giving up one. When counters are lost, all others
/// wait for one that died without a word, as nobody else knows what it served. Administrators only.
public final class GatewayEndpoints {

  /// Six heartbeats: who is silent for longer is most likely gone.
  private static final Duration HEARD_LATELY = Epochs.HEARTBEAT.multipliedBy(6);

  private final Epochs epochs;
  private final InstantSource clock;

  public GatewayEndpoints(Epochs epochs, InstantSource clock) {
    this.epochs = epochs;
    this.clock = clock;
  }

  /// `GET /v1/gateways`.
  public Reply list(Call call) {
    long epoch = epochs.latest().map(Epoch::number).orElse(0L);
    return Paging.answer(
        call,
        paging ->
            paging.pageOf(
                epochs.members().stream().map(member -> GatewayView.of(member, epoch)).toList()));
  }

  /// `DELETE /v1/gateways/{id}`: what it served and did not write to the ledger is given up. One
  /// that was heard of lately runs, most likely, and is given up with `?force=true` only.
  public Reply forget(Call call) {
    String id = call.part("id");
    String force = call.asked("force");
    if (force != null && !force.equals("true") && !force.equals("false")) {
      return Reply.badRequest("force: " + force + " (expected: true or false)");
    }
    Optional<Member> known =
        epochs.members().stream().filter(member -> member.gatewayId().equals(id)).findFirst();
    call.act().before(known.map(member -> GatewayView.of(member, 0)).orElse(null));
    if (known.isPresent() && !"true".equals(force) && wasHeardLately(known.get())) {
      return Reply.conflict(
          "gateway %s was heard of at %s (expected: silent for %d s, or force=true)"
              .formatted(id, known.get().seenAt(), HEARD_LATELY.toSeconds()));
    }
    if (known.isEmpty() || !epochs.forget(id)) {
      return Reply.notFound("gateway " + id + " not found");
    }
    call.act().after(Map.of("forced", "true".equals(force)));
    return Reply.done();
  }

  private boolean wasHeardLately(Member member) {
    Instant lately = clock.instant().minus(HEARD_LATELY);
    return member.seenAt().isAfter(lately);
  }

  @Shape(name = "Gateway")
  record GatewayView(
      String id,
      @JsonProperty("seen_at") String seenAt,
      @JsonProperty("acknowledged_epoch") long acknowledged,
      @JsonProperty("waited_for") boolean waitedFor) {

    static GatewayView of(Member member, long epoch) {
      return new GatewayView(
          member.gatewayId(),
          member.seenAt().toString(),
          member.acknowledged(),
          member.acknowledged() < epoch);
    }
  }
}
