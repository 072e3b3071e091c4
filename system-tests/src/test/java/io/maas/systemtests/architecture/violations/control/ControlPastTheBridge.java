package io.maas.systemtests.architecture.violations.control;

import io.maas.control.call.Call;
import io.maas.control.call.Endpoint;
import io.maas.control.call.Reply;

/// Another way to what only the bridge lets anyone reach.
public record ControlPastTheBridge(Endpoint endpoint) {
  public Reply reach(Call call) {
    return endpoint.answer(call);
  }
}
