package io.maas.control.quota;

import io.maas.control.api.Shape;
import io.maas.control.call.Call;
import io.maas.control.call.Reply;
import io.maas.control.quota.Uses.Counter;
import io.maas.control.user.Whose;
import io.maas.domain.access.Principal;
import io.maas.domain.access.Refusal;
import io.maas.domain.access.Users;
import io.maas.domain.catalog.Decision;
import io.maas.domain.catalog.Snapshot;
import io.maas.domain.catalog.Snapshots;
import io.maas.domain.metering.Claims;
import io.maas.domain.metering.Demand;
import io.maas.domain.metering.Quota;
import io.maas.domain.metering.Standing;
import io.maas.http.ErrorReply;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `GET /v1/quota`: where one's own limits stand; for an administrator anyone's. Or whether a
/// request would pass them.
public final class QuotaEndpoint {

  private static final Reply.Refused ELSEWHERE =
      unavailable(
          "the counters are in the memory of the gateway's process (expected: a control in that"
              + " process, or counters in a store that both reach)");
  private static final Reply.Refused SILENT =
      unavailable("the counters cannot tell now, try again");

  private final @Nullable AskedQuota quota;
  private final Whose whose;
  private final Snapshots snapshots;
  private final InstantSource clock;

  /// @param quota the counters; null where this process has none
  public QuotaEndpoint(
      @Nullable Quota quota, Users users, Snapshots snapshots, InstantSource clock) {
    this.quota = quota == null ? null : new AskedQuota(quota);
    this.whose = new Whose(users);
    this.snapshots = snapshots;
    this.clock = clock;
  }

  public Reply tell(Call call) {
    QuotaQuestion question = QuotaQuestion.read(call);
    Whose.Sought sought = whose.of(call, question.user(), "quota");
    if (!question.complaints().isEmpty() && sought instanceof Whose.Sought.Known) {
      return Reply.badRequest(String.join("; ", question.complaints()));
    }
    return switch (sought) {
      case Whose.Sought.Refused(var refused) -> refused;
      case Whose.Sought.Known(var principal) ->
          quota == null
              ? ELSEWHERE
              : answer(question, principal, snapshots.of(call.tenant()), quota);
    };
  }

  private Reply answer(
      QuotaQuestion question, Principal whose, Snapshot snapshot, AskedQuota asked) {
    String subscription = question.subscription();
    Principal.KeyBinding key = whose.key();
    if (subscription != null && !mayUse(snapshot, whose, subscription)) {
      return Reply.forbidden("access denied to requested subscription");
    }
    String through = key == null ? subscription : key.subscription();
    QuotaQuestion.Trial trial = question.trial();
    String model = question.model();
    return trial != null && model != null
        ? tried(trial, snapshot.decide(whose, model, through), whose, snapshot, asked)
        : listed(Uses.of(snapshot, whose, through, model), question, whose, snapshot, asked);
  }

  private static boolean mayUse(Snapshot snapshot, Principal whose, String subscription) {
    Principal.KeyBinding key = whose.key();
    return snapshot
        .find(subscription)
        .filter(found -> key == null || key.subscription().equals(found.id()))
        .filter(found -> snapshot.mayUse(whose, found))
        .isPresent();
  }

  private Reply listed(
      Uses uses, QuotaQuestion question, Principal whose, Snapshot snapshot, AskedQuota asked) {
    String model = question.model();
    if (model != null
        && uses.list().isEmpty()
        && snapshot.decide(whose, model, question.subscription())
            instanceof Decision.Denied(Refusal refusal)) {
      ErrorReply reply = ErrorReply.of(refusal);
      return new Reply.Refused(reply.status(), reply.body().message(), Map.of());
    }
    return switch (asked.standings(uses.claims())) {
      case AskedQuota.Told.Nothing() -> SILENT;
      case AskedQuota.Told.Standings told ->
          Reply.ok(
              new Listed(
                  "list",
                  whose.user(),
                  lines(uses, told, whose),
                  uses.unlimited().stream()
                      .map(use -> new Unlimited(use.model(), use.subscription()))
                      .toList()));
    };
  }

  private List<LimitLine> lines(Uses uses, AskedQuota.Told.Standings told, Principal whose) {
    Instant now = clock.instant();
    return uses.bounds().stream()
        .map(bound ->
            LimitLine.of(
                told.of(bound.limit(), bound.counter()),
                bound.counter().subject(),
                whose,
                bound.models(),
                bound.subscriptions(),
                now))
        .toList();
  }

  private Reply tried(
      QuotaQuestion.Trial trial,
      Decision decision,
      Principal whose,
      Snapshot snapshot,
      AskedQuota asked) {
    return switch (decision) {
      case Decision.Denied(Refusal refusal) -> Reply.ok(DryRun.denied(refusal));
      case Decision.Granted granted -> {
        Uses.Use use = Uses.Use.of(granted, whose, snapshot);
        long most = granted.model().tokens().defaultMaxTokens();
        Demand demand =
            new Demand(
                trial.promptTokens(), trial.promptTokens(), 1, trial.maxTokens(), most, most);
        yield tried(use, demand, whose, asked);
      }
    };
  }

  private Reply tried(Uses.Use use, Demand demand, Principal whose, AskedQuota asked) {
    Claims claims = use.claims().concerning(demand.media());
    return switch (asked.standings(List.of(claims))) {
      case AskedQuota.Told.Nothing() ->
          claims.failsOpen() ? Reply.ok(DryRun.uncounted(use, demand)) : SILENT;
      case AskedQuota.Told.Standings told -> {
        List<Standing> standings =
            claims.list().stream()
                .map(claim -> told.of(claim.limit(), Counter.of(claims.partition(), claim)))
                .toList();
        yield Reply.ok(DryRun.of(use, demand, standings, whose, clock.instant()));
      }
    };
  }

  private static Reply.Refused unavailable(String message) {
    return new Reply.Refused(503, message, Map.of());
  }

  @Shape(name = "QuotaList")
  record Listed(String object, String user, List<LimitLine> data, List<Unlimited> unlimited) {}

  record Unlimited(String model, String subscription) {}
}
