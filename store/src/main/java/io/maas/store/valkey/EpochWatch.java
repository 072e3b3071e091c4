package io.maas.store.valkey;

import io.maas.domain.metering.Epochs;
import io.maas.domain.metering.Epochs.Epoch;
import java.util.concurrent.CompletionStage;

/// Sees what gateways agree on and has no part in it: whoever watches admits nothing, so nobody has
/// to wait for it.
final class EpochWatch implements Agreement {

  private final Epochs epochs;
  private final Placement placement;
  private final Runnable wake;
  private final CurrentState current = new CurrentState();

  /// @param wake asks for a turn soon
  EpochWatch(Epochs epochs, Placement placement, Runnable wake) {
    this.epochs = epochs;
    this.placement = placement;
    this.wake = wake;
  }

  @Override
  public State state() {
    return current.get();
  }

  @Override
  public CompletionStage<Void> next() {
    CompletionStage<Void> next = current.next();
    wake.run();
    return next;
  }

  @Override
  public void lost(long epoch, String cause) {
    if (state() instanceof Agreed agreed && agreed.epoch() == epoch) {
      current.become(new Recovering(cause));
    }
  }

  @Override
  public void turn() {
    Epoch newest = epochs.latest().orElse(null);
    if (newest == null) {
      current.become(new Recovering("no gateway counts yet"));
    } else if (!newest.isOpen() || !epochs.awaited(newest.number()).isEmpty()) {
      current.become(new Recovering("epoch " + newest.number() + " begins: " + newest.cause()));
    } else if (!placement.isStill(state(), newest)) {
      current.become(placement.find(newest, state()).agreed());
    }
  }
}
