package io.maas.domain.audit;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One line of the audit log. An act has two: that it begins, which is there before anything is
/// done, and how it ended, which is there before the answer goes out. One that has no end broke off
/// in between: what became of it, nobody wrote down.
///
/// @param tenant whose log it is in
/// @param act what both lines of an act have in common
/// @param at when, to the millisecond
/// @param actor who
/// @param from where from
/// @param action what, by the operation's id in the API's document: `createUser`
/// @param object on what
/// @param before what was there, as JSON without secrets; null where nothing is said of it
/// @param after what is there now, likewise
/// @param status of the answer; 0 where there was none yet
public record AuditEntry(
    String tenant,
    UUID act,
    Instant at,
    Stage stage,
    Actor actor,
    From from,
    String action,
    Thing object,
    @Nullable String before,
    @Nullable String after,
    int status) {

  /// Which line of an act it is.
  public enum Stage {
    BEGUN,
    ENDED,
    /// The only one: it was not let happen.
    DENIED
  }

  /// Where a call comes from.
  ///
  /// @param address of the client; empty for maas itself
  /// @param requestId what the call goes by in answers and logs
  public record From(String address, String requestId) {}

  /// What is acted on.
  ///
  /// @param kind such as `users`
  /// @param name empty where it has none yet
  public record Thing(String kind, String name) {}

  /// The texts that its hash in the chain is of, in an order that never changes.
  public List<@Nullable String> texts() {
    return Arrays.asList(
        tenant,
        act.toString(),
        at.toString(),
        word(stage),
        actor.name(),
        word(actor.kind()),
        actor.keyId(),
        from.address(),
        from.requestId(),
        action,
        object.kind(),
        object.name(),
        before,
        after,
        String.valueOf(status));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /// How it ended, in a word.
  public Result result() {
    return switch (stage) {
      case BEGUN -> Result.UNKNOWN;
      case DENIED -> Result.DENIED;
      case ENDED -> {
        if (status < 400) {
          yield Result.DONE;
        }
        yield status < 500 ? Result.REFUSED : Result.FAILED;
      }
    };
  }

  /// What came of an act.
  public enum Result {
    DONE,
    /// It could not be done as it was asked for.
    REFUSED,
    /// Something of ours broke.
    FAILED,
    /// The actor may not.
    DENIED,
    /// It began, and nobody wrote down how it ended: it is under way, or broke off.
    UNKNOWN
  }
}
