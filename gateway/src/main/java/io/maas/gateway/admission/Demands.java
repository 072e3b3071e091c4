package io.maas.gateway.admission;

import io.maas.domain.access.Principal;
import io.maas.domain.access.Refusal;
import io.maas.domain.catalog.Decision.Granted;
import io.maas.domain.catalog.Grant;
import io.maas.domain.catalog.Model;
import io.maas.domain.catalog.TokenRules.Template;
import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Demand;
import io.maas.domain.metering.Enforcement;
import io.maas.domain.metering.Limit;
import io.maas.protocol.openai.InferenceRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// Turns a request into what the quota decides on.
public final class Demands {

  private final TypicalOutput typical;

  public Demands(TypicalOutput typical) {
    this.typical = typical;
  }

  /// A demand, or why none can be stated.
  public sealed interface Result {
    /// It can be stated.
    record Stated(Demand demand) implements Result {}

    /// It cannot.
    record Unstated(Refusal refusal) implements Result {}
  }

  /// States what the request may take.
  ///
  /// @param prompt how many tokens its prompt has
  public Result of(InferenceRequest request, Granted granted, PromptCount prompt) {
    Model model = granted.model();
    Grant grant = granted.grant();
    Template template = model.tokens().template();
    boolean strict = grant.limits().stream().anyMatch(l -> l.enforcement() == Enforcement.STRICT);
    if (strict && request.prompt().images() > 0 && (template == null || template.perImage() < 0)) {
      return new Result.Unstated(
          new Refusal.BadRequest(
              "messages: an image (expected: text only; the model declares no bound for images and"
                  + " this subscription's limits are strict)",
              "messages"));
    }
    OptionalLong asked = request.operation().generates() ? request.maxTokens() : OptionalLong.of(0);
    return new Result.Stated(
        new Demand(
            prompt.bound(),
            prompt.likely(),
            request.choices(),
            asked,
            model.tokens().defaultMaxTokens(),
            typical.of(model.id().toString())));
  }

  /// Whose counters the limits mean for this caller.
  public static List<Claim> claims(Grant grant, Principal principal) {
    List<Claim> claims = new ArrayList<>(grant.limits().size());
    for (Limit limit : grant.limits()) {
      claims.add(new Claim(limit, subject(limit, principal)));
    }
    return claims;
  }

  private static String subject(Limit limit, Principal principal) {
    return switch (limit.scope()) {
      case USER -> principal.user();
      case SUBSCRIPTION -> "";
      case KEY -> principal.key() == null ? principal.user() : principal.key().keyId();
    };
  }
}
