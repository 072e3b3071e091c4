package io.maas.control.explain;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.maas.control.api.Shape;
import io.maas.control.call.Call;
import io.maas.control.call.Reply;
import io.maas.control.user.Whose;
import io.maas.domain.access.Principal;
import io.maas.domain.access.Users;
import io.maas.domain.catalog.Decision;
import io.maas.domain.catalog.Explanation;
import io.maas.domain.catalog.Explanation.Finding;
import io.maas.domain.catalog.Explanation.Kind;
import io.maas.domain.catalog.Explanation.Resource;
import io.maas.domain.catalog.Snapshots;
import io.maas.http.ErrorReply;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET /v1/explain`: would this call be allowed, and which resource decides? Limits are another
/// question, `/v1/quota`'s.
///
/// Who neither administers nor audits the tenant is told of what gives something to them, and of
/// nothing else: not even that it is there.
public final class ExplainEndpoint {

  /// Of a model, by any of its names.
  static final int LONGEST_NAME = 1024;

  private final Whose whose;
  private final Snapshots snapshots;

  public ExplainEndpoint(Users users, Snapshots snapshots) {
    this.whose = new Whose(users);
    this.snapshots = snapshots;
  }

  public Reply explain(Call call) {
    String model = call.asked("model");
    if (model == null) {
      return Reply.badRequest("model: missing (expected: a name)");
    }
    int length = model.codePointCount(0, model.length());
    if (length > LONGEST_NAME) {
      return Reply.badRequest(
          "model: %d characters (expected: at most %d)".formatted(length, LONGEST_NAME));
    }
    return switch (whose.of(call, call.asked("user"), "explanations")) {
      case Whose.Sought.Refused(var refused) -> refused;
      case Whose.Sought.Known(var principal) -> Reply.ok(answer(call, principal, model));
    };
  }

  private Explained answer(Call call, Principal whom, String model) {
    String named = call.asked("subscription");
    String subscription = named == null && whom.key() == null ? call.subscription() : named;
    Explanation why = Explanation.of(snapshots.of(call.tenant()), whom, model, subscription);
    boolean all = call.scope().coversTenant();
    List<Found> findings =
        why.findings().stream().filter(f -> all || isOwn(f)).map(Found::of).toList();
    List<Named> decidedBy =
        why.decidedBy().stream()
            .filter(by -> all || why.findings().stream().anyMatch(f -> isOwn(f, by)))
            .map(Named::of)
            .toList();
    return switch (why.decision()) {
      case Decision.Granted granted ->
          new Explained(
              true,
              whom.user(),
              whom.groups(),
              granted.model().id().toString(),
              granted.subscription().id(),
              200,
              null,
              decidedBy,
              findings);
      case Decision.Denied(var refusal) -> {
        ErrorReply reply = ErrorReply.of(refusal);
        yield new Explained(
            false,
            whom.user(),
            whom.groups(),
            model,
            null,
            reply.status(),
            reply.body().message(),
            decidedBy,
            findings);
      }
    };
  }

  /// Whether it is of something that the caller has a part in.
  private static boolean isOwn(Finding finding) {
    return finding.holds() || finding.resource().kind() == Kind.MODEL || finding.owned();
  }

  private static boolean isOwn(Finding finding, Resource resource) {
    return finding.resource().equals(resource) && isOwn(finding);
  }

  /// @param model the full name of the one that would be used; as it was asked where there is none
  /// @param subscription under which it would be
  /// @param status of the gateway's answer, as far as this decides it
  /// @param message of its refusal
  /// @param decidedBy without which it would be another answer; empty where it is the lack of one
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Shape(name = "Explanation")
  record Explained(
      boolean allowed,
      String user,
      List<String> groups,
      String model,
      @Nullable String subscription,
      int status,
      @Nullable String message,
      @JsonProperty("decided_by") List<Named> decidedBy,
      List<Found> findings) {}

  @Shape(name = "DecidingResource")
  record Named(String kind, String name) {
    static Named of(Resource resource) {
      return new Named(word(resource.kind()), resource.name());
    }
  }

  @Shape(name = "Finding")
  record Found(String kind, String name, boolean holds, String why) {
    static Found of(Finding finding) {
      return new Found(
          word(finding.resource().kind()),
          finding.resource().name(),
          finding.holds(),
          finding.why());
    }
  }

  private static String word(Kind kind) {
    return switch (kind) {
      case MODEL -> "MaaSModelRef";
      case SUBSCRIPTION -> "MaaSSubscription";
      case TIER -> "Tier";
      case POLICY -> "MaaSAuthPolicy";
    };
  }
}
