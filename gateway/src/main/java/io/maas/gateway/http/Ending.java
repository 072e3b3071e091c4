package io.maas.gateway.http;

import io.maas.domain.catalog.TokenRules;
import io.maas.domain.metering.Outcome;
import io.maas.domain.metering.Outcome.End;
import io.maas.domain.metering.Settlement;
import io.maas.domain.metering.Usage;
import io.maas.gateway.admission.Charge;
import io.maas.gateway.admission.MediaUse;
import io.maas.protocol.answer.Answer;
import io.maas.protocol.request.MediaSize;
import io.maas.protocol.request.Medium;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The last lines of a request: `Usage → Settlement → UsageRecord`. One of [#answered] and
/// [#unserved] is called, once: the journal is written first, then the counters, then whoever reads
/// the facts.
final class Ending {

  private final Gateway gateway;
  private final Admitted admitted;
  private final Account account;
  private final long startedAt;
  private final Runnable atEnd;
  private final List<Outcome.Attempt> attempts = new ArrayList<>(0);
  private long firstByteAt;

  /// @param startedAt of the monotonic ticker
  /// @param atEnd what is to be done when the client has been served, or is gone
  Ending(Gateway gateway, Admitted admitted, Account account, long startedAt, Runnable atEnd) {
    this.gateway = gateway;
    this.admitted = admitted;
    this.account = account;
    this.startedAt = startedAt;
    this.atEnd = atEnd;
  }

  /// The first byte goes to the client.
  void begun(long at) {
    firstByteAt = at;
  }

  /// An attempt failed and cost nothing.
  ///
  /// @param status what the endpoint said, 0 if nothing
  void failed(String endpoint, int status) {
    attempts.add(new Outcome.Attempt(endpoint, status, Usage.unknown()));
  }

  /// An attempt failed after the engine may have worked.
  void burnt(String endpoint) {
    attempts.add(
        new Outcome.Attempt(
            endpoint,
            0,
            Usage.estimate(admitted.demand().promptEstimate(), admitted.demand().outputLikely())
                .with(admitted.demand().media())));
  }

  /// What an engine costs that may have worked for nothing.
  Settlement costOfNothing() {
    return Charge.burnt(rules(), admitted.demand(), account.reservation());
  }

  /// An answer went to the client, or a part of one.
  ///
  /// @param pieces of a stream that were seen; empty where the answer is none
  /// @param endpoint that gave it
  void answered(End end, int status, Answer answer, OptionalLong pieces, String endpoint) {
    Usage told = answer.usage();
    Optional<Medium> medium = admitted.request().inference().operation().medium();
    if (medium.isPresent()) {
      answered(end, status, answer, endpoint, medium.get());
      return;
    }
    Usage usage =
        told.isComplete()
            ? told
            : Usage.estimate(
                told.input().orElse(admitted.demand().promptEstimate()),
                told.output().orElse(pieces.orElse(0)));
    if (end == End.COMPLETED && !usage.estimated()) {
      gateway.learn(admitted, usage);
    }
    served(endpoint, status, usage);
    close(
        end,
        status,
        usage,
        answer,
        Charge.of(usage, rules(), admitted.demand(), account.reservation(), pieces));
    atEnd.run();
  }

  private void answered(End end, int status, Answer answer, String endpoint, Medium medium) {
    MediaSize ahead = admitted.request().inference().media();
    Usage usage = MediaUse.of(medium, answer.usage(), ahead, end);
    served(endpoint, status, usage);
    close(end, status, usage, answer, MediaUse.charge(usage, ahead, end, rules()));
    atEnd.run();
  }

  /// Where others were tried before.
  private void served(String endpoint, int status, Usage usage) {
    if (!attempts.isEmpty() && firstByteAt != 0) {
      attempts.add(new Outcome.Attempt(endpoint, status, usage));
    }
  }

  /// No answer came, or none that can be passed on. The exchange may go on, with another model.
  ///
  /// @param cost of the last attempt
  void unserved(int status, Settlement cost) {
    close(End.FAILED, status, Usage.unknown(), Answer.SILENT, cost);
  }

  /// The client left before anything was sent.
  void unsent(int status) {
    close(End.CANCELLED, status, Usage.estimate(0, 0), Answer.SILENT, new Settlement.Released());
    atEnd.run();
  }

  private TokenRules rules() {
    return admitted.request().granted().model().tokens();
  }

  private void close(End end, int status, Usage usage, Answer answer, Settlement settlement) {
    Outcome outcome =
        new Outcome(
            admitted.intent().id(),
            status,
            end,
            answer.finishReason(),
            answer.model(),
            usage,
            account.all(settlement),
            firstByteAt == 0 ? null : Duration.ofNanos(firstByteAt - startedAt),
            Duration.ofNanos(gateway.ports().ticker().getAsLong() - startedAt),
            attempts);
    gateway.ports().journal().end(outcome);
    account.close(settlement);
    gateway.ports().facts().ended(admitted.intent(), outcome);
  }
}
