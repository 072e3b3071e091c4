package io.maas.gateway.routing;

/// How many second attempts a gateway makes, so that providers in trouble are not drowned in them:
/// one for every five requests, and a few more for those who come rarely. Thread-safe.
public final class RetryBudget {

  private static final int PER_REQUEST = 1;
  private static final int PER_RETRY = 5;
  private static final int RESERVE = 100 * PER_RETRY;

  private int left = RESERVE;

  /// A request was sent for the first time.
  public synchronized void earn() {
    left = Math.min(RESERVE, left + PER_REQUEST);
  }

  /// Whether one may be sent again.
  public synchronized boolean spend() {
    if (left < PER_RETRY) {
      return false;
    }
    left -= PER_RETRY;
    return true;
  }
}
