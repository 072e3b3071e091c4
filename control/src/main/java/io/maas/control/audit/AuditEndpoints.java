package io.maas.control.audit;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.maas.control.api.Shape;
import io.maas.control.call.Call;
import io.maas.control.call.Json;
import io.maas.control.call.Moments;
import io.maas.control.call.Reply;
import io.maas.control.ledger.VerificationView;
import io.maas.domain.audit.AuditLog;
import io.maas.domain.audit.AuditLog.Line;
import io.maas.domain.audit.AuditQuery;
import io.maas.domain.ledger.VerificationQuery.Cursor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// `/v1/audit`: who did what in the tenant, and whether anybody changed what is written of it.
public final class AuditEndpoints {

  private static final int DEFAULT_LIMIT = 50;
  private static final int LARGEST_LIMIT = 100;

  private final AuditLog log;
  private final Function<String, Set<String>> names;

  /// @param names all that an action is called in lines of any time, by one of them
  public AuditEndpoints(AuditLog log, Function<String, Set<String>> names) {
    this.log = log;
    this.names = names;
  }

  /// `GET /v1/audit`: acts, latest first, a page of them.
  public Reply list(Call call) {
    List<String> complaints = new ArrayList<>();
    Instant from = Moments.asked(call, "from", complaints);
    Instant to = Moments.asked(call, "to", complaints);
    Moments.expectOrder(from, to, complaints);
    int limit = (int) number(call, "limit", DEFAULT_LIMIT, LARGEST_LIMIT, complaints);
    long before = number(call, "after", Long.MAX_VALUE, Long.MAX_VALUE, complaints);
    if (!complaints.isEmpty()) {
      return Reply.badRequest(String.join("; ", complaints));
    }
    String action = call.asked("action");
    List<Line> found =
        log.find(
            new AuditQuery(
                call.principal().tenant(),
                call.asked("actor"),
                action == null ? Set.of() : names.apply(action),
                call.asked("kind"),
                call.asked("object"),
                from,
                to,
                before,
                limit + 1));
    boolean more = found.size() > limit;
    List<Line> page = more ? found.subList(0, limit) : found;
    return Reply.ok(
        new Found(
            "list",
            page.stream().map(AuditView::of).toList(),
            more,
            more ? String.valueOf(page.getLast().seq()) : null));
  }

  /// `GET /v1/audit/export`: every line in its order, one JSON object a line; with
  /// `?checkpoints=true` then what was signed of them, so that the file can be verified alone.
  public Reply export(Call call) {
    List<String> complaints = new ArrayList<>();
    Instant from = Moments.asked(call, "from", complaints);
    Instant to = Moments.asked(call, "to", complaints);
    Moments.expectOrder(from, to, complaints);
    String signed = call.asked("checkpoints");
    if (signed != null && !signed.equals("true") && !signed.equals("false")) {
      complaints.add("checkpoints: " + signed + " (expected: true or false)");
    }
    return complaints.isEmpty()
        ? new Reply.Streamed(
            "application/jsonl",
            new Pages(log, call.principal().tenant(), from, to, "true".equals(signed)))
        : Reply.badRequest(String.join("; ", complaints));
  }

  /// `GET /v1/audit/verify`: one answer is about a bounded number of lines; `next` is where the
  /// next one begins, for `after`.
  public Reply verify(Call call) {
    String text = call.asked("after");
    Optional<Cursor> after = text == null ? Optional.of(new Cursor(0, 0)) : Cursor.parse(text);
    return after
        .<Reply>map(cursor ->
            Reply.ok(
                VerificationView.of(
                    "audit.verification", log.verify(call.principal().tenant(), cursor.seq()))))
        .orElseGet(() ->
            Reply.badRequest("after: " + text + " (expected: the `next` of the answer before)"));
  }

  private static long number(
      Call call, String name, long otherwise, long most, List<String> complaints) {
    String text = call.asked(name);
    if (text == null) {
      return otherwise;
    }
    if (text.matches("[0-9]{1,18}")) {
      long number = Long.parseLong(text);
      if (number >= 1 && number <= most) {
        return number;
      }
    }
    complaints.add(
        name
            + ": "
            + text
            + (name.equals("limit")
                ? " (expected: 1 to " + most + ")"
                : " (expected: the `next` of the answer before)"));
    return otherwise;
  }

  @Shape(name = "AuditPage")
  record Found(
      String object,
      List<AuditView> data,
      @JsonProperty("has_more") boolean hasMore,
      @Nullable String next) {}

  /// An export, as much at a time as fits into memory many times over.
  private static final class Pages implements Reply.Parts {
    private static final int LINES = 200;

    private final AuditLog log;
    private final String tenant;
    private final @Nullable Instant from;
    private final @Nullable Instant to;
    private boolean signed;
    private long after;

    Pages(
        AuditLog log, String tenant, @Nullable Instant from, @Nullable Instant to, boolean signed) {
      this.signed = signed;
      this.log = log;
      this.tenant = tenant;
      this.from = from;
      this.to = to;
    }

    @Override
    public Optional<String> next() {
      List<Line> page = log.lines(tenant, from, to, after, LINES);
      if (page.isEmpty()) {
        return checkpoints();
      }
      after = page.getLast().seq();
      StringBuilder text = new StringBuilder();
      page.forEach(line -> text.append(Json.write(AuditView.of(line))).append('\n'));
      return Optional.of(text.toString());
    }

    /// At the end, those that say nothing of later lines.
    private Optional<String> checkpoints() {
      StringBuilder text = new StringBuilder();
      if (signed) {
        log.checkpoints(tenant).stream()
            .filter(each -> each.lastSeq() <= after)
            .forEach(each -> text.append(Json.write(CheckpointView.of(tenant, each))).append('\n'));
      }
      signed = false;
      return text.isEmpty() ? Optional.empty() : Optional.of(text.toString());
    }
  }
}
