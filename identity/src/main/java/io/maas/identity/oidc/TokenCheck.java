package io.maas.identity.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether a token is one that its issuer made for us, and is good now. What costs least is looked
/// at first; the signature is looked at always.
///
/// @param settings what we believe of the issuer
record TokenCheck(IssuerSettings settings) {

  /// Tokens that somebody may show; not those that tell us of a logout, say.
  private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");

  /// What came of it.
  sealed interface Verdict {

    /// It is good.
    ///
    /// @param until the moment it ends, our patience with clocks included
    record Good(ClaimRules.Read.Person person, Instant until) implements Verdict {}

    /// It is not; the reason is for the log.
    record Bad(String reason) implements Verdict {}

    /// The key that signed it is not among those that we know.
    record UnknownKey() implements Verdict {}
  }

  Verdict of(ReadToken token, Keys keys, Instant now) {
    String flaw = flaw(token, now);
    if (flaw != null) {
      return new Verdict.Bad(flaw);
    }
    return switch (settings.claims().read(token.claims())) {
      case ClaimRules.Read.Unfit(String reason) -> new Verdict.Bad(reason);
      case ClaimRules.Read.Person person -> signed(token, keys, person);
    };
  }

  private Verdict signed(ReadToken token, Keys keys, ClaimRules.Read.Person person) {
    return switch (keys.find(token.header())) {
      case Keys.Sought.Unknown() -> new Verdict.UnknownKey();
      case Keys.Sought.Unfit() -> new Verdict.Bad("key: not for " + token.header().getAlgorithm());
      case Keys.Sought.Found(var verifier) -> {
        try {
          yield token.jws().verify(verifier)
              ? new Verdict.Good(person, end(token))
              : new Verdict.Bad("signature: not the issuer's");
        } catch (JOSEException e) {
          yield new Verdict.Bad("signature: " + e.getMessage());
        }
      }
    };
  }

  private Instant end(ReadToken token) {
    return Objects.requireNonNull(token.moment("exp")).plus(settings.skew());
  }

  /// What is wrong with it before its signature is looked at; null if nothing is.
  private @Nullable String flaw(ReadToken token, Instant now) {
    JWSHeader header = token.header();
    if (!token.issuer().equals(settings.issuer())) {
      return "iss: " + token.issuer();
    }
    if (!settings.algorithms().contains(header.getAlgorithm().getName())) {
      return "alg: " + header.getAlgorithm();
    }
    if (header.getCriticalParams() != null && !header.getCriticalParams().isEmpty()) {
      return "crit: " + header.getCriticalParams();
    }
    if (header.getType() != null
        && !TYPES.contains(header.getType().getType().toLowerCase(Locale.ROOT))) {
      return "typ: " + header.getType();
    }
    String time = wrongTime(token, now);
    return time == null ? wrongParty(token) : time;
  }

  private @Nullable String wrongTime(ReadToken token, Instant now) {
    Duration skew = settings.skew();
    Instant end = token.moment("exp");
    Instant begin = token.moment("nbf");
    if (end == null || end.isAfter(now.plus(Duration.ofDays(36_500)))) {
      return "exp: missing, or no moment";
    }
    if (!end.plus(skew).isAfter(now)) {
      return "exp: " + end;
    }
    if (token.claims().containsKey("nbf") && (begin == null || begin.isAfter(now.plus(skew)))) {
      return "nbf: " + begin;
    }
    return null;
  }

  /// A token has to be bound to us: by one of our audiences, else by being meant for a client that
  /// we take, or given to one.
  private @Nullable String wrongParty(ReadToken token) {
    Object azp = token.claims().get("azp");
    boolean given = azp instanceof String client && settings.takes(client);
    if (azp != null && !given) {
      return "azp: " + azp;
    }
    boolean meant =
        token.audiences().stream()
            .anyMatch(audience ->
                audience instanceof String name
                    && (settings.audiences().isEmpty()
                        ? settings.takes(name)
                        : settings.audiences().contains(name)));
    return meant || (settings.audiences().isEmpty() && given) ? null : "aud: " + token.audiences();
  }
}
