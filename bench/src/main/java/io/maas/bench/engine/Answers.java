package io.maas.bench.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What the engine says, made once. Every answer has the same use.
final class Answers {

  /// Events of a stream, whoever asked for it.
  static final int EVENTS = 22;

  static final int TOKENS = 21 + 19;

  private static final String USAGE =
      "\"usage\":{\"prompt_tokens\":21,\"total_tokens\":40,\"completion_tokens\":19,"
          + "\"prompt_tokens_details\":null}";
  private static final String CHUNK =
      "{\"id\":\"chatcmpl-7b1c9dd02f1e4c0d\",\"object\":\"chat.completion.chunk\","
          + "\"created\":1764000000,\"model\":\"bench/canned\",";

  private Answers() {}

  /// A chat of one turn.
  static byte[] chat() {
    String body =
        "{\"id\":\"chatcmpl-7b1c9dd02f1e4c0d\",\"object\":\"chat.completion\","
            + "\"created\":1764000000,\"model\":\"bench/canned\",\"choices\":[{\"index\":0,"
            + "\"message\":{\"role\":\"assistant\",\"content\":\"Hello! It is good to hear from"
            + " you; tell me what you would like to know today.\",\"refusal\":null,"
            + "\"tool_calls\":[]},\"logprobs\":null,\"finish_reason\":\"stop\","
            + "\"stop_reason\":null}],"
            + USAGE
            + "}";
    return json(body);
  }

  /// Any body of ours.
  static byte[] json(String body) {
    return ascii(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: "
            + body.length()
            + "\r\n\r\n"
            + body);
  }

  /// A stream: the first piece has the head, the last ends the body.
  ///
  /// @param usage whether one of the events tells it
  static List<byte[]> stream(boolean usage) {
    List<byte[]> pieces = new ArrayList<>(EVENTS);
    int words = EVENTS - (usage ? 4 : 3);
    pieces.add(piece(choice("{\"role\":\"assistant\",\"content\":\"\"}", "null")));
    for (int i = 0; i < words; i++) {
      pieces.add(piece(choice("{\"content\":\" word" + i % 10 + "\"}", "null")));
    }
    pieces.add(piece(choice("{}", "\"stop\"")));
    if (usage) {
      pieces.add(piece(CHUNK + "\"choices\":[]," + USAGE + "}"));
    }
    pieces.add(ascii(text(piece("[DONE]")) + "0\r\n\r\n"));
    pieces.set(0, ascii(head() + text(pieces.getFirst())));
    return pieces;
  }

  private static String head() {
    return """
    HTTP/1.1 200 OK\r
    content-type: text/event-stream; charset=utf-8\r
    transfer-encoding: chunked\r
    \r
    """;
  }

  private static String choice(String delta, String finish) {
    return CHUNK
        + "\"choices\":[{\"index\":0,\"delta\":"
        + delta
        + ",\"logprobs\":null,\"finish_reason\":"
        + finish
        + "}]}";
  }

  private static byte[] piece(String data) {
    String event = "data: " + data + "\n\n";
    return ascii(Integer.toHexString(event.length()) + "\r\n" + event + "\r\n");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String text(byte[] ascii) {
    return new String(ascii, StandardCharsets.US_ASCII);
  }
}
