package io.maas.protocol.openai.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;

/// An item that is being written. It told that it began when it was made, and holds all that it
/// said, which its end repeats.
sealed interface OpenItem permits OpenMessage, OpenThought, OpenCall {

  /// Which of the response's items it is.
  int index();

  /// Writes its end.
  ///
  /// @param status `completed` or `incomplete`
  /// @return the item as the response holds it
  ObjectNode close(String status, ResponsesEvents events, ByteArrayOutputStream out);
}
