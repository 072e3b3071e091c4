package io.maas.control.quota;

import io.maas.control.call.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What is asked of limits.
///
/// @param user whose; null for the caller's own
/// @param subscription only under this one
/// @param model only over this one, by any of its names
/// @param trial a request that would be sent; null where limits are to be listed
/// @param complaints what is wrong with the question; then it must not be answered
record QuotaQuestion(
    @Nullable String user,
    @Nullable String subscription,
    @Nullable String model,
    @Nullable Trial trial,
    List<String> complaints) {

  static final long MOST_TOKENS = 1_000_000_000;

  /// A request that would be sent.
  ///
  /// @param promptTokens as many as its prompt has
  /// @param maxTokens the most that its answer shall have, if it says
  record Trial(long promptTokens, OptionalLong maxTokens) {}

  static QuotaQuestion read(Call call) {
    List<String> complaints = new ArrayList<>();
    String model = call.asked("model");
    OptionalLong prompt = tokens(call, "prompt_tokens", complaints);
    OptionalLong most = tokens(call, "max_tokens", complaints);
    boolean tried = call.asked("prompt_tokens") != null || call.asked("max_tokens") != null;
    if (tried && model == null) {
      complaints.add("model: missing (expected: a name, where a request is tried)");
    }
    if (tried && call.asked("prompt_tokens") == null) {
      complaints.add("prompt_tokens: missing (expected: a number, where a request is tried)");
    }
    return new QuotaQuestion(
        call.asked("user"),
        subscription(call),
        model,
        tried ? new Trial(prompt.orElse(0), most) : null,
        complaints);
  }

  /// A key's subscription is its own, whatever a header says.
  private static @Nullable String subscription(Call call) {
    String asked = call.asked("subscription");
    return asked == null && call.principal().key() == null ? call.subscription() : asked;
  }

  private static OptionalLong tokens(Call call, String name, List<String> complaints) {
    String text = call.asked(name);
    if (text == null) {
      return OptionalLong.empty();
    }
    if (text.matches("[0-9]{1,10}")) {
      long tokens = Long.parseLong(text);
      if (tokens <= MOST_TOKENS) {
        return OptionalLong.of(tokens);
      }
    }
    complaints.add(name + ": " + text + " (expected: 0 to " + MOST_TOKENS + ")");
    return OptionalLong.empty();
  }
}
