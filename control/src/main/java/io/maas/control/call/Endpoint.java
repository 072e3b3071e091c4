package io.maas.control.call;

/// Answers calls. Runs on a virtual thread, so it may block.
@FunctionalInterface
public interface Endpoint {
  Reply answer(Call call);
}
