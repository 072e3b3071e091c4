package io.maas.domain.metering;

import java.util.List;

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
  /// @param tenant whose counters
  /// @param subscription `namespace/name`; empty where limits reach beyond one
  /// @param subject the user or key; empty where limits are shared
  public record Partition(String tenant, String subscription, String subject) {

    /// The same in one word.
    public String key() {
      return tenant + "|" + subscription + "|" + subject;
    }
  }

  /// Claims that live in one place and fail closed.
  public static Claims of(List<Claim> list) {
    return new Claims(new Partition("", "", ""), false, list);
  }
}
