package io.maas.gateway.admission;

import io.maas.protocol.request.PromptSize;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// How many tokens the bytes of a model's prompts usually become: learned from what engines
/// reported, where nothing counts before them.
///
/// Two averages that forget alike, so that a long prompt teaches more than a short one: it is in
/// long ones that a wrong ratio costs.
public final class TypicalPrompt {

  /// Before anything was learned: four bytes a token, which is English.
  private static final Average UNLEARNED = new Average(64, 256);

  /// The share of one prompt in the averages is one part in so many.
  private static final int SMOOTHING = 16;

  /// Models come and go; those beyond this are not learned.
  private static final int MOST_MODELS = 10_000;

  private final ConcurrentMap<String, Average> averages = new ConcurrentHashMap<>();

  /// Tokens of a byte of text, likely.
  public double perByte(String model) {
    return averages.getOrDefault(model, UNLEARNED).perByte();
  }

  /// Learns from a prompt. Concurrent lessons may be lost; an average does not mind. Images teach
  /// nothing about bytes, and a prompt without text neither.
  ///
  /// @param reported the engine's own count
  public void learn(String model, PromptSize size, long reported) {
    if (size.bytes() == 0 || size.images() + size.files() > 0 || isOneTooMany(model)) {
      return;
    }
    long ofTexts = Math.max(0, reported - size.apartFromTexts());
    averages.put(
        model,
        averages.getOrDefault(model, UNLEARNED).with((double) ofTexts, (double) size.bytes()));
  }

  private boolean isOneTooMany(String model) {
    return averages.size() >= MOST_MODELS && !averages.containsKey(model);
  }

  private record Average(double tokens, double bytes) {

    double perByte() {
      return tokens / bytes;
    }

    Average with(double moreTokens, double moreBytes) {
      return new Average(
          tokens + (moreTokens - tokens) / SMOOTHING, bytes + (moreBytes - bytes) / SMOOTHING);
    }
  }
}
