package io.maas.gateway.http;

import io.maas.domain.access.Refusal;
import io.maas.domain.catalog.Decision;
import io.maas.domain.catalog.Decision.Granted;
import io.maas.domain.catalog.Fallback;
import io.maas.domain.catalog.Fallback.Trouble;
import io.maas.domain.catalog.Model;
import io.maas.domain.catalog.ModelId;
import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Unit;
import io.maas.gateway.metrics.Facts.StoodIn;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The models that answer a request, one after the other: the one that the client asks for, and
/// those that stand in for it.
///
/// When the next one is asked, the request before has ended in the books: failed, and charged what
/// it burnt. What comes after is a request of its own, under the caller's rights to that model,
/// with that model's limits and price. Models that the caller has no right to, or that are refused
/// by a limit, are passed over in silence; if none answers, the client is told why the first did
/// not.
final class Succession implements Sequel {

  private final Gateway gateway;
  private final Exchange exchange;
  private final Request first;
  private final Reply reply;
  private final @Nullable String subscription;
  private final Fallback fallback;
  private int next;
  private List<Claim> taken = List.of();
  private @Nullable UUID recorded;
  private @Nullable Refusal failure;
  private @Nullable ModelId asked;

  /// @param first the request as the client meant it
  /// @param reply to that
  /// @param subscription that the client names, if it does
  Succession(
      Gateway gateway,
      Exchange exchange,
      Request first,
      Reply reply,
      @Nullable String subscription) {
    this.gateway = gateway;
    this.exchange = exchange;
    this.first = first;
    this.reply = reply;
    this.subscription = subscription;
    this.fallback = first.granted().model().serving().fallback();
  }

  @Override
  public boolean mayGoOn() {
    return next < fallback.models().size()
        && (failure != null || fallback.on().contains(Trouble.UNAVAILABLE))
        && fallback.models().stream().skip(next).anyMatch(id -> decide(id) instanceof Granted);
  }

  /// A request was refused before it was admitted.
  void refused(Refusal refusal) {
    tell(asked, StoodIn.REFUSED);
    goOn(refusal, false);
  }

  @Override
  public void unserved(Admitted of, Failure why) {
    tell(asked, StoodIn.ADMITTED);
    if (of.request().origin() == null) {
      recorded = of.intent().id();
    }
    if (why.sent() && !fallback.models().isEmpty()) {
      taken = Stream.concat(taken.stream(), requests(of)).toList();
    }
    goOn(why.refusal(), why.sent());
  }

  @Override
  public void ended() {
    tell(asked, StoodIn.ADMITTED);
    exchange.end();
  }

  /// @param sent whether anything went upstream: then another costs a second attempt, as it does
  ///   among the endpoints of one model
  private void goOn(Refusal refusal, boolean sent) {
    boolean revoked = refusal instanceof Refusal.Unauthenticated;
    if (revoked || (failure == null && !fallback.answers(refusal))) {
      exchange.say(reply, refusal);
      return;
    }
    failure = failure == null ? refusal : failure;
    Optional<Granted> granted = choose(failure);
    if (granted.isEmpty() || (sent && !gateway.retries().spend())) {
      exchange.say(reply, failure);
    } else {
      asked = granted.get().model().id();
      exchange.goOn(
          new Request(
              first.caller(),
              first.inference(),
              granted.get(),
              new Request.Origin(recorded, first.granted().model().id(), taken)));
    }
  }

  /// The next model that the caller may use, and that may do better.
  private Optional<Granted> choose(Refusal failure) {
    while (next < fallback.models().size()) {
      ModelId id = fallback.models().get(next);
      next++;
      if (!(decide(id) instanceof Granted granted)) {
        tell(id, StoodIn.DENIED);
      } else if (failure instanceof Refusal.PromptTooLong && isNoLarger(granted.model())) {
        tell(id, StoodIn.TOO_SMALL);
      } else {
        return Optional.of(granted);
      }
    }
    return Optional.empty();
  }

  /// Whether a model is known to hold no longer prompts than the first.
  private boolean isNoLarger(Model model) {
    long window = first.granted().model().details().contextTokens().orElse(0);
    return model.details().contextTokens().orElse(Long.MAX_VALUE) <= window;
  }

  private Decision decide(ModelId model) {
    return gateway
        .ports()
        .snapshots()
        .of(first.caller().tenant())
        .decide(first.caller(), model, subscription);
  }

  private static Stream<Claim> requests(Admitted of) {
    return of.claims().list().stream().filter(claim -> claim.limit().unit() == Unit.REQUESTS);
  }

  private void tell(@Nullable ModelId model, StoodIn how) {
    if (model != null) {
      gateway.ports().facts().stoodIn(first.granted().model().id(), model, how);
    }
  }
}
