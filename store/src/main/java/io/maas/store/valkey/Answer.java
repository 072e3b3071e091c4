package io.maas.store.valkey;

import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Standing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What a script answered; see the scripts.
sealed interface Answer {

  /// It is held.
  ///
  /// @param allowance the longest answer; negative where nothing clamps
  /// @param holds in the order of the claims
  record Held(long allowance, long[] holds, List<Standing> standings) implements Answer {}

  /// A limit refuses.
  record Refused(Standing standing, boolean onlyHolds) implements Answer {}

  /// Where the counters stand.
  record Stand(List<Standing> standings) implements Answer {}

  /// Some counters have to be established first.
  ///
  /// @param claims their places among the claims
  record Unknown(List<Integer> claims) implements Answer {}

  /// The bucket is in another epoch; empty if in none.
  record OtherEpoch(String found) implements Answer {}

  /// There is nothing more to tell.
  record Word(String word) implements Answer {}

  static Answer of(List<Object> reply, List<Claim> claims) {
    String word = (String) reply.getFirst();
    return switch (word) {
      case "HELD" -> held(reply, claims);
      case "REFUSED" ->
          new Refused(
              standing(claims.get(Math.toIntExact(number(reply, 1))), reply, 2),
              number(reply, 5) == 1);
      case "STAND" -> new Stand(standings(reply, claims, 1, 3));
      case "UNKNOWN" ->
          new Unknown(reply.stream().skip(1).map(place -> Math.toIntExact((Long) place)).toList());
      case "EPOCH" -> new OtherEpoch((String) reply.get(1));
      default -> new Word(word);
    };
  }

  private static Held held(List<Object> reply, List<Claim> claims) {
    long[] holds = new long[claims.size()];
    for (int i = 0; i < holds.length; i++) {
      holds[i] = number(reply, 2 + 4 * i);
    }
    return new Held(number(reply, 1), holds, standings(reply, claims, 3, 4));
  }

  private static List<Standing> standings(
      List<Object> reply, List<Claim> claims, int first, int step) {
    List<Standing> standings = new ArrayList<>(claims.size());
    for (int i = 0; i < claims.size(); i++) {
      standings.add(standing(claims.get(i), reply, first + step * i));
    }
    return standings;
  }

  private static Standing standing(Claim claim, List<Object> reply, int at) {
    return new Standing(
        claim.limit(),
        number(reply, at),
        number(reply, at + 1),
        Duration.ofMillis(number(reply, at + 2)));
  }

  private static long number(List<Object> reply, int at) {
    return (Long) reply.get(at);
  }
}
