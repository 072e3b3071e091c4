package io.maas.domain.metering;

import io.maas.domain.metering.Outcome.Charged;

/// What a subscription pays for the use of a model, each in billionths of the currency's main unit.
///
/// @param currency ISO 4217 code
/// @param input a prompt token that the engine read anew
/// @param cached a prompt token that the engine had in its cache
/// @param output a generated token
/// @param replayed a token, of the prompt or generated, of an answer that was kept and given again
///   without an engine
/// @param media a second that is heard, a character that is spoken, a picture that is made
public record BillingRate(
    String currency, long input, long cached, long output, long replayed, Media media) {

  /// Of tokens only.
  public BillingRate(String currency, long input, long cached, long output, long replayed) {
    this(currency, input, cached, output, replayed, Media.NONE);
  }

  public BillingRate {
    if (input < 0 || cached < 0 || output < 0 || replayed < 0) {
      throw new IllegalArgumentException(
          "billing rate: %d/%d/%d/%d billionths (expected: each >= 0)"
              .formatted(input, cached, output, replayed));
    }
  }

  /// One price for each token that an engine works on, whatever it is, and none for what is
  /// replayed.
  public static BillingRate perToken(Money price) {
    return new BillingRate(price.currency(), price.nanos(), price.nanos(), price.nanos(), 0);
  }

  /// Whether each token that an engine works on has the same price, which is [#input].
  public boolean isUniform() {
    return input == cached && input == output;
  }

  /// The same where every token is one of an answer that is given again.
  public BillingRate ofReplay() {
    return new BillingRate(currency, replayed, replayed, replayed, replayed);
  }

  /// What an engine's work comes to.
  public Money cost(Charged tokens) {
    return price(input)
        .times(tokens.input() - tokens.cached())
        .plus(price(cached).times(tokens.cached()))
        .plus(price(output).times(tokens.output()))
        .plus(cost(tokens.media()));
  }

  /// What an answer without an engine comes to.
  public Money costOfReplay(Charged tokens) {
    return price(replayed).times(tokens.total());
  }

  private Money cost(Media taken) {
    return price(media.seconds())
        .times(taken.seconds())
        .plus(price(media.characters()).times(taken.characters()))
        .plus(price(media.images()).times(taken.images()));
  }

  private Money price(long nanos) {
    return new Money(nanos, currency);
  }
}
