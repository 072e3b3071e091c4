package io.maas.gateway.http;

import io.maas.domain.access.Refusal;
import io.maas.domain.metering.Settlement;
import io.maas.gateway.routing.Attempts;
import io.maas.http.ErrorReply;
import java.time.Duration;

/// Why an attempt, or a whole model, brought nothing, and what it cost.
record Failure(Refusal refusal, Settlement cost) {

  /// Before anybody was asked.
  static final Failure NONE =
      new Failure(new Refusal.UpstreamBusy(Duration.ofSeconds(1)), new Settlement.Released());

  /// Nobody was asked, because none of the endpoints may be asked now.
  static Failure unasked(Attempts attempts) {
    if (attempts.spared()) {
      return NONE.but(new Refusal.UpstreamUnreachable("the model's endpoints failed lately"));
    }
    return attempts.pause().map(pause -> NONE.but(new Refusal.UpstreamBusy(pause))).orElse(NONE);
  }

  /// The same cost, for another reason.
  Failure but(Refusal other) {
    return new Failure(other, cost);
  }

  /// Whether anything went upstream.
  boolean sent() {
    return cost instanceof Settlement.Settled;
  }

  /// The status that the client gets, if it is told.
  int status() {
    return ErrorReply.of(refusal).status();
  }
}
