package io.maas.protocol.gemini;

/// Where the data of a server-sent event is. Google writes one line of it an event.
final class GeminiEvents {

  private static final byte[] DATA = {'d', 'a', 't', 'a', ':'};

  private GeminiEvents() {}

  /// Where the data begins, or -1 if the event has none (a comment, a keep-alive).
  static int data(byte[] bytes, int from, int to) {
    int at = from;
    while (at + DATA.length <= to) {
      if (isData(bytes, at)) {
        return at + DATA.length;
      }
      while (at < to && bytes[at] != '\n') {
        at++;
      }
      at++;
    }
    return -1;
  }

  private static boolean isData(byte[] bytes, int at) {
    for (int i = 0; i < DATA.length; i++) {
      if (bytes[at + i] != DATA[i]) {
        return false;
      }
    }
    return true;
  }
}
