package io.maas.gateway.admission;

import io.maas.domain.access.Refusal;
import io.maas.domain.catalog.Model;
import io.maas.domain.catalog.TokenRules.Template;
import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Claims;
import io.maas.domain.metering.Demand;
import io.maas.domain.metering.Enforcement;
import io.maas.domain.metering.Limit;
import io.maas.protocol.request.InferenceRequest;
import io.maas.protocol.request.PromptSize;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

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
  /// @param claims the limits that it stands under
  /// @param prompt how many tokens its prompt has
  public Result of(InferenceRequest request, Model model, Claims claims, PromptCount prompt) {
    if (request.operation().medium().isPresent()) {
      return ofMedia(request, claims);
    }
    if (isStrict(claims)) {
      Optional<String> unbounded = unbounded(request.prompt(), model.tokens().template());
      if (unbounded.isPresent()) {
        return new Result.Unstated(
            new Refusal.BadRequest(
                "messages: " + unbounded.get() + " and this subscription's limits are strict)",
                "messages"));
      }
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

  /// Of a request that hears, speaks or draws. Its tokens are known when the engine tells them and
  /// not before: whoever promises to let no more than so many pass cannot let it pass. So it is
  /// with seconds where the file does not say how long it is.
  private static Result ofMedia(InferenceRequest request, Claims claims) {
    for (Claim claim : claims.list()) {
      Limit limit = claim.limit();
      if (limit.enforcement() == Enforcement.STRICT) {
        if (limit.measure().countsTokens()) {
          return new Result.Unstated(
              new Refusal.BadRequest(
                  "model: nothing bounds the tokens of "
                      + request.operation().path()
                      + " (expected: an operation whose tokens are known before; the limit of "
                      + limit.words()
                      + " is strict)",
                  "model"));
        }
        if (limit.measure().perMedia().seconds() > 0 && !request.media().exact()) {
          return new Result.Unstated(
              new Refusal.BadRequest(
                  "file: nothing says how long it is (expected: an uncompressed WAV; the limit of "
                      + limit.words()
                      + " is strict)",
                  "file"));
        }
      }
    }
    return new Result.Stated(Demand.of(request.media().amount()));
  }

  /// What of a prompt nobody can bound beforehand.
  private static Optional<String> unbounded(PromptSize prompt, @Nullable Template template) {
    if (prompt.files() > 0) {
      return Optional.of(
          "a file (expected: text and images only; nothing bounds the tokens of a file");
    }
    return prompt.images() > 0 && (template == null || template.perImage() < 0)
        ? Optional.of("an image (expected: text only; the model declares no bound for images")
        : Optional.empty();
  }

  private static boolean isStrict(Claims claims) {
    for (Claim claim : claims.list()) {
      if (claim.limit().enforcement() == Enforcement.STRICT) {
        return true;
      }
    }
    return false;
  }
}
