package io.maas.testkit.metering.model;

import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Limits, and what happens under them.
record Story(List<Limit> limits, List<Step> steps) {

  /// Who has counters of each limit.
  static final List<String> SUBJECTS = List.of("alice", "bob");

  /// Every counter, as the steps name them by number.
  static List<Claim> claims(List<Limit> limits) {
    List<Claim> claims = new ArrayList<>();
    for (Limit limit : limits) {
      for (String subject : SUBJECTS) {
        claims.add(new Claim(limit, subject));
      }
    }
    return claims;
  }

  @Override
  public String toString() {
    List<Claim> claims = claims(limits);
    String counters =
        IntStream.range(0, claims.size())
            .mapToObj(i -> "  claim %d: %s".formatted(i, words(claims.get(i))))
            .collect(Collectors.joining("\n"));
    String happens = steps.stream().map(step -> "  " + step).collect(Collectors.joining("\n"));
    return "\n" + counters + "\n" + happens + "\n";
  }

  static String words(Claim claim) {
    Limit limit = claim.limit();
    Measure measure = limit.measure();
    return "%s's %d %s / %s, %s, points %d + %d in + %d cached + %d out, scale %d"
        .formatted(
            claim.subject(),
            limit.amount(),
            limit.unit(),
            limit.window(),
            limit.enforcement(),
            measure.perRequest(),
            measure.perInput(),
            measure.perCached(),
            measure.perOutput(),
            measure.scale());
  }
}
