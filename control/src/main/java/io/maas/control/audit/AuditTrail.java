package io.maas.control.audit;

import io.maas.control.call.Act;
import io.maas.control.call.Json;
import io.maas.control.call.RandomId;
import io.maas.control.call.Reply;
import io.maas.control.job.JobOperations;
import io.maas.domain.audit.Actor;
import io.maas.domain.audit.AuditEntry;
import io.maas.domain.audit.AuditEntry.From;
import io.maas.domain.audit.AuditEntry.Stage;
import io.maas.domain.audit.AuditEntry.Thing;
import io.maas.domain.audit.AuditLog;
import io.maas.domain.job.Job;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes down what is done. That an act begins is written before anything is done: where that
/// cannot be, nothing is. How it ended is written before anybody hears of it.
public final class AuditTrail {

  private static final Logger LOG = LoggerFactory.getLogger("io.maas.audit");

  private static final int LONGEST_NAME = 1024;
  private static final Reply.Refused NOT_BEGUN =
      new Reply.Refused(
          503, "the audit log cannot be written now, so nothing was done; try again", Map.of());
  private static final Reply.Refused NOT_ENDED =
      new Reply.Refused(
          503,
          "the audit log cannot be written now, and it may have been done (expected: to look before"
              + " asking again)",
          Map.of());

  private static final Reply.Refused NOT_SIGNED_IN =
      new Reply.Refused(
          503, "the audit log cannot be written now, so nobody is signed in; try again", Map.of());

  private final AuditLog log;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Denials ofKnown = new Denials();
  private final Denials ofStrangers = new Denials();
  private final Map<String, FailedSignIns> failed = new ConcurrentHashMap<>();

  public AuditTrail(AuditLog log, InstantSource clock, RandomGenerator random) {
    this.log = log;
    this.clock = clock;
    this.random = random;
  }

  /// Does something that is written down.
  ///
  /// @param act what its endpoint says of it
  /// @param doing answers, and throws nothing
  public Reply around(Deed deed, Act act, Supplier<Reply> doing) {
    UUID id = id();
    if (!written(line(deed, id, Stage.BEGUN, deed.object(), null, null, 0))) {
      return NOT_BEGUN;
    }
    Reply reply = doing.get();
    return written(ended(deed, id, act, reply)) ? reply : NOT_ENDED;
  }

  private AuditEntry ended(Deed deed, UUID id, Act act, Reply reply) {
    Thing object =
        new Thing(
            Objects.requireNonNullElse(act.kind(), deed.object().kind()),
            shortened(Objects.requireNonNullElse(act.name(), deed.object().name())));
    return switch (reply) {
      case Reply.Answered answered -> done(deed, id, act, object, answered);
      case Reply.Refused refused -> refused(deed, id, act, object, refused);
      case Reply.Streamed _ -> line(deed, id, Stage.ENDED, object, null, null, 200);
    };
  }

  private AuditEntry done(Deed deed, UUID id, Act act, Thing object, Reply.Answered answered) {
    Object after = act.after() == null ? tree(answered.json()) : act.after();
    String before = Masked.json(act.before());
    return line(deed, id, Stage.ENDED, object, before, Masked.json(after), answered.status());
  }

  /// What was done before it came to that is done.
  private AuditEntry refused(Deed deed, UUID id, Act act, Thing object, Reply.Refused refused) {
    Map<String, Object> after = new LinkedHashMap<>();
    after.put("error", refused.message());
    Object done = act.after();
    if (done != null) {
      after.put("done", done);
    }
    String before = done == null ? null : Masked.json(act.before());
    return line(deed, id, Stage.ENDED, object, before, Masked.json(after), refused.status());
  }

  private static @Nullable Object tree(String json) {
    return !json.isEmpty() && Json.read(json) instanceof Json.Read.Tree(Object root) ? root : null;
  }

  /// Writes down that somebody was not let do something; not each time, and not at all costs.
  public void denied(Deed deed, int status) {
    Denials denials = deed.actor().kind() == Actor.Kind.NOBODY ? ofStrangers : ofKnown;
    String attempt = deed.actor() + " " + deed.from().address() + " " + deed.action();
    OptionalLong leftOut = denials.admit(attempt, clock.instant());
    if (leftOut.isPresent()) {
      long others = leftOut.getAsLong();
      String said = others == 0 ? null : Masked.json(Map.of("attempts_left_out", others));
      written(line(deed, id(), Stage.DENIED, deed.object(), null, said, status));
    }
  }

  /// Writes down who signed in, before they hear of it, and who tried in vain; the latter not each
  /// time. Where a sign-in cannot be written down there is none: what was made for it nobody gets.
  ///
  /// @param act what the endpoint says of it; of most calls nothing
  public Reply signIn(Deed deed, Act act, Reply reply) {
    Act.SignIn signIn = act.signIn();
    int status = status(reply);
    if (signIn == null || status >= 500) {
      return reply;
    }
    String user = shortened(signIn.user());
    Thing account = new Thing("users", user);
    if (!signIn.done() || status >= 400) {
      notSignedIn(deed, account, act, reply);
      return reply;
    }
    Actor actor = user.isEmpty() ? deed.actor() : new Actor(user, Actor.Kind.TOKEN, "");
    String said = Masked.json(act.after());
    return written(line(deed.by(actor), id(), Stage.ENDED, account, null, said, status))
        ? reply
        : NOT_SIGNED_IN;
  }

  private void notSignedIn(Deed deed, Thing account, Act act, Reply reply) {
    int status = status(reply);
    String kind = String.join("\n", account.name(), deed.from().address(), "" + status);
    failed
        .computeIfAbsent(deed.tenant(), _ -> new FailedSignIns())
        .count(kind, clock.instant())
        .ifPresent(failures -> {
          Map<String, Object> said = new LinkedHashMap<>();
          if (reply instanceof Reply.Refused refused) {
            said.put("error", refused.message());
          } else if (reply instanceof Reply.Answered answered
              && tree(answered.json()) instanceof Map<?, ?> body) {
            body.forEach((name, value) -> said.put(String.valueOf(name), value));
          }
          if (act.after() instanceof Map<?, ?> more) {
            more.forEach((name, value) -> said.put(String.valueOf(name), value));
          }
          said.put("failures", failures.failures());
          said.put("since", failures.since().toString());
          if (failures.leftOut() > 0) {
            said.put("attempts_left_out", failures.leftOut());
          }
          written(line(deed, id(), Stage.ENDED, account, null, Masked.json(said), status));
        });
  }

  private static int status(Reply reply) {
    return switch (reply) {
      case Reply.Answered answered -> answered.status();
      case Reply.Refused refused -> refused.status();
      case Reply.Streamed _ -> 200;
    };
  }

  /// Writes down what maas did on its own.
  ///
  /// @param part of maas, such as `jobs`
  /// @param action the id of the operation that does the same for people
  /// @param after what came of it
  /// @return false if it could not be written
  public boolean own(String tenant, String part, String action, Thing object, Object after) {
    Deed deed = new Deed(tenant, Actor.system(part), new From("", ""), action, object);
    return written(line(deed, id(), Stage.ENDED, object, null, Masked.json(after), 200));
  }

  /// The job, which tells what came of each run that changed something.
  public Job telling(Job job, String tenant) {
    Thing object = new Thing("jobs", job.name());
    return new Job(
        job.name(),
        job.purpose(),
        job.every(),
        () -> {
          Job.Outcome outcome = job.work().get();
          if (outcome.changed()) {
            own(tenant, "jobs", JobOperations.RUN.id(), object, Map.of("outcome", outcome.said()));
          }
          return outcome;
        });
  }

  private AuditEntry line(
      Deed deed,
      UUID id,
      Stage stage,
      Thing object,
      @Nullable String before,
      @Nullable String after,
      int status) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return new AuditEntry(
        deed.tenant(),
        id,
        now,
        stage,
        deed.actor(),
        deed.from(),
        deed.action(),
        new Thing(object.kind(), shortened(object.name())),
        before,
        after,
        status);
  }

  private boolean written(AuditEntry entry) {
    try {
      log.append(entry);
      tell(entry);
      return true;
    } catch (RuntimeException e) {
      LOG.atError()
          .setMessage("audit log not written")
          .addKeyValue("action", entry.action())
          .addKeyValue("actor", entry.actor().name())
          .addKeyValue("act", entry.act())
          .addKeyValue("status", entry.status())
          .setCause(e)
          .log();
      return false;
    }
  }

  private static void tell(AuditEntry entry) {
    if (entry.stage() != Stage.BEGUN) {
      LOG.atInfo()
          .setMessage("administrative act")
          .addKeyValue("action", entry.action())
          .addKeyValue("actor", entry.actor().name())
          .addKeyValue("tenant", entry.tenant())
          .addKeyValue("object", entry.object().kind() + " " + entry.object().name())
          .addKeyValue("result", entry.result())
          .addKeyValue("request_id", entry.from().requestId())
          .log();
    }
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
  }

  private UUID id() {
    return UUID.fromString(RandomId.next(random));
  }
}
