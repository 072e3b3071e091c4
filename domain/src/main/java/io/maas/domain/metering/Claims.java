package io.maas.domain.metering;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Every limit that one request stands under. They are decided on together, so their counters live
/// together.
///
/// @param partition names the place where the counters are: whoever shares one of them shares it
/// @param failsOpen whether the request is admitted uncounted where the counters cannot tell
/// @param list each counter once; may be empty, then everything is admitted
/// @param counting how gateways that share the counters count it
public record Claims(Partition partition, boolean failsOpen, List<Claim> list, Counting counting) {

  /// Nothing is limited.
  public static final Claims NONE = of(List.of());

  public Claims {
    list = List.copyOf(list);
  }

  /// Claims that are counted exactly.
  public Claims(Partition partition, boolean failsOpen, List<Claim> list) {
    this(partition, failsOpen, list, Counting.EXACT);
  }

  /// Whether a gateway may debit ahead for many such requests.
  public boolean leased() {
    return counting == Counting.LEASED;
  }

  /// Where counters live: as wide as the widest scope among all limits that may meet in a request.
  ///
  /// @param place how wide that is
  /// @param tenant whose counters
  /// @param subscription `namespace/name`; empty where no resource declares the limits, and none
  ///   can move the counters
  /// @param user who asks
  public record Partition(Place place, String tenant, String subscription, String user) {

    /// Where no resource says anything.
    public static final Partition ONLY = new Partition(Place.USER, "", "", "");

    /// What it has in common with all whose counters are in the same place.
    public String key() {
      return switch (place) {
        case USER -> tenant + "|" + subscription + "|" + user;
        case USER_OF_TENANT -> tenant + "||" + user;
        case SUBSCRIPTION -> tenant + "|" + subscription + "|";
        case TENANT -> tenant + "||";
      };
    }

    /// The same request's, where counters are kept elsewhere.
    public Partition at(Place other) {
      return place == other ? this : new Partition(other, tenant, subscription, user);
    }
  }

  /// The same claims, where counters are kept elsewhere.
  public Claims at(Place place) {
    return partition.place() == place
        ? this
        : new Claims(partition.at(place), failsOpen, list, counting);
  }

  /// Some of the same claims.
  public Claims where(Predicate<Claim> which) {
    return new Claims(partition, failsOpen, list.stream().filter(which).toList(), counting);
  }

  /// Those of a request that is answered with what was answered before: no engine works for it, so
  /// limits over tokens do not count it, and money is counted at a price of its own.
  ///
  /// @param rate of the grant, if it has one
  public Claims ofReplay(@Nullable BillingRate rate) {
    BillingRate ofReplay = rate == null ? null : rate.ofReplay();
    List<Claim> counted =
        list.stream()
            .filter(claim -> isOfReplay(claim.limit().unit()))
            .map(claim -> new Claim(claim.limit().pricedAt(ofReplay), claim.subject()))
            .toList();
    return new Claims(partition, failsOpen, counted, counting);
  }

  private static boolean isOfReplay(Unit unit) {
    return unit.countsRequests() || unit == Unit.COST;
  }

  /// The claims that a request stands under which takes this beside tokens: whoever takes no
  /// pictures is not held back by a limit over pictures, and opens no window of it.
  public Claims concerning(Media media) {
    for (Claim claim : list) {
      if (isBeside(claim, media)) {
        return new Claims(
            partition,
            failsOpen,
            list.stream().filter(each -> !isBeside(each, media)).toList(),
            counting);
      }
    }
    return this;
  }

  private static boolean isBeside(Claim claim, Media media) {
    return switch (claim.limit().unit()) {
      case SECONDS -> media.seconds() == 0;
      case CHARACTERS -> media.characters() == 0;
      case IMAGES -> media.images() == 0;
      case REQUESTS, TOTAL_TOKENS, INPUT_TOKENS, OUTPUT_TOKENS, COST, CONCURRENT_REQUESTS -> false;
    };
  }

  /// Claims that live in one place and fail closed.
  public static Claims of(List<Claim> list) {
    return new Claims(Partition.ONLY, false, list);
  }
}
