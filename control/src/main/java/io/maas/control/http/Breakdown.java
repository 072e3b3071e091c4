package io.maas.control.http;

import io.maas.control.call.Reply;
import java.util.ConcurrentModificationException;
import java.util.Map;
import java.util.NoSuchElementException;

/// What a caller is told when an endpoint throws: nothing of what broke, but whether asking again
/// may help.
///
/// Ports throw whatever their store throws when it cannot tell, and nobody here knows those
/// classes; what is known is how bugs look.
final class Breakdown {

  private Breakdown() {}

  static Reply.Refused of(RuntimeException failure) {
    return isBug(failure)
        ? new Reply.Refused(500, "internal error", Map.of())
        : new Reply.Refused(503, "the store cannot tell now, try again", Map.of());
  }

  private static boolean isBug(RuntimeException failure) {
    return switch (failure) {
      case IllegalArgumentException _,
          IllegalStateException _,
          NullPointerException _,
          ClassCastException _,
          IndexOutOfBoundsException _,
          UnsupportedOperationException _,
          ArithmeticException _,
          NoSuchElementException _,
          ConcurrentModificationException _ ->
          true;
      default -> false;
    };
  }
}
