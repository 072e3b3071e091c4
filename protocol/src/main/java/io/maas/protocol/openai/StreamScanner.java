package io.maas.protocol.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.domain.metering.Usage;
import io.maas.protocol.answer.Answer;
import io.maas.protocol.json.Json;
import io.maas.protocol.sse.Data;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Reads the events of a stream as they pass. Most are told apart by a look at their bytes; only
/// those that carry usage, an end or an error are parsed. Not thread-safe.
///
/// A quotation mark inside a JSON string is always escaped, so the bytes `"usage"` can only be a
/// key or a whole string, never a part of what a model wrote.
public final class StreamScanner {

  /// What is to be done with an event.
  public sealed interface Verdict {
    /// It goes to the client as it is.
    record Pass() implements Verdict {}

    /// It was ours alone: the usage that only the gateway asked for.
    record Hide() implements Verdict {}

    /// It goes to the client without the usage.
    record Replace(byte[] event) implements Verdict {}

    /// It ends the stream.
    record End() implements Verdict {}
  }

  private static final Verdict PASS = new Verdict.Pass();
  private static final Verdict HIDE = new Verdict.Hide();
  private static final Verdict END = new Verdict.End();

  private static final byte[] USAGE = ascii("\"usage\"");
  private static final byte[] FINISH = ascii("\"finish_reason\":\"");
  private static final byte[] FINISH_SPACED = ascii("\"finish_reason\": \"");
  private static final byte[] ERROR = ascii("\"error\"");
  private static final byte[] ROLE = ascii("\"role\"");
  private static final byte[] NOTHING = ascii("\"content\":\"\"");
  private static final byte[] NOTHING_SPACED = ascii("\"content\": \"\"");
  private static final byte[] NULL = ascii("\"content\":null");
  private static final byte[] NULL_SPACED = ascii("\"content\": null");
  private static final byte[] CALLS = ascii("\"tool_calls\"");
  private static final byte[] DONE = ascii("[DONE]");

  private final boolean usageAsked;
  private Usage usage = Usage.unknown();
  private @Nullable String finishReason;
  private @Nullable String model;
  private boolean failed;
  private boolean ended;
  private long pieces;

  /// @param usageAsked whether the client asked for usage itself
  public StreamScanner(boolean usageAsked) {
    this.usageAsked = usageAsked;
  }

  /// Looks at one event.
  public Verdict event(byte[] bytes, int from, int to) {
    Data data = Data.of(bytes, from, to);
    if (data == null) {
      return PASS; // a comment, a keep-alive
    }
    if (data.startsWith(DONE)) {
      ended = true;
      return END;
    }
    return said(data.bytes(), data.from(), data.to());
  }

  private Verdict said(byte[] bytes, int from, int to) {
    pieces += pieces == 0 && isOpening(bytes, from, to) ? 0 : 1;
    boolean telling =
        hasUsage(bytes, from, to)
            || contains(bytes, from, to, FINISH)
            || contains(bytes, from, to, FINISH_SPACED)
            || contains(bytes, from, to, ERROR);
    return telling ? read(bytes, from, to) : PASS;
  }

  /// What the stream told so far.
  public Answer answer() {
    return new Answer(usage, finishReason, model, failed);
  }

  /// Whether the terminal event came.
  public boolean ended() {
    return ended;
  }

  /// Whether the model said all that it had to say, even if the terminal event never came.
  public boolean finished() {
    return finishReason != null;
  }

  /// How many events with content came: about as many as there were tokens.
  public long pieces() {
    return pieces;
  }

  private Verdict read(byte[] bytes, int from, int to) {
    JsonNode event;
    try {
      event = Json.MAPPER.readTree(bytes, from, to - from);
    } catch (IOException _) {
      return PASS; // not ours to judge; the client's own parser will
    }
    boolean error = event.path("error").isObject();
    failed |= error;
    JsonNode choices = event.path("choices");
    for (JsonNode choice : choices) {
      if (choice.path("finish_reason").isTextual()) {
        finishReason = choice.path("finish_reason").textValue();
      }
    }
    JsonNode told = event.path("usage");
    if (error || (told.isObject() && choices.isEmpty())) {
      pieces = Math.max(0, pieces - 1); // nothing was said in it
    }
    if (!told.isObject()) {
      return PASS;
    }
    usage = usageOf(told);
    if (event.path("model").isTextual()) {
      model = event.path("model").textValue();
    }
    if (choices.isEmpty()) {
      return usageAsked ? PASS : HIDE;
    }
    return usageAsked ? PASS : new Verdict.Replace(withoutUsage((ObjectNode) event));
  }

  private static Usage usageOf(JsonNode told) {
    return new Usage(
        count(told.path("prompt_tokens")),
        count(told.path("prompt_tokens_details").path("cached_tokens")),
        count(told.path("completion_tokens")),
        count(told.path("completion_tokens_details").path("reasoning_tokens")),
        false);
  }

  private static OptionalLong count(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 0
        ? OptionalLong.of(node.longValue())
        : OptionalLong.empty();
  }

  private static byte[] withoutUsage(ObjectNode event) {
    event.remove("usage");
    return ("data: " + event + "\n\n").getBytes(StandardCharsets.UTF_8);
  }

  /// Whether there is a usage that says something: many engines write `"usage":null` into every
  /// event.
  private static boolean hasUsage(byte[] bytes, int from, int to) {
    int at = indexOf(bytes, from, to, USAGE);
    while (at >= 0) {
      int value = at + USAGE.length;
      while (value < to && (bytes[value] == ' ' || bytes[value] == ':')) {
        value++;
      }
      if (value < to && bytes[value] == '{') {
        return true;
      }
      at = indexOf(bytes, value, to, USAGE);
    }
    return false;
  }

  /// Whether it says who speaks and nothing else, as the first event of a chat does: that is no
  /// token, and who leaves right after it has got none.
  private static boolean isOpening(byte[] bytes, int from, int to) {
    return contains(bytes, from, to, ROLE)
        && (contains(bytes, from, to, NOTHING)
            || contains(bytes, from, to, NOTHING_SPACED)
            || contains(bytes, from, to, NULL)
            || contains(bytes, from, to, NULL_SPACED))
        && !contains(bytes, from, to, CALLS);
  }

  private static boolean contains(byte[] bytes, int from, int to, byte[] wanted) {
    return indexOf(bytes, from, to, wanted) >= 0;
  }

  private static int indexOf(byte[] bytes, int from, int to, byte[] wanted) {
    int last = to - wanted.length;
    byte first = wanted[0];
    for (int i = from; i <= last; i++) {
      if (bytes[i] == first && startsWith(bytes, i, to, wanted)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean startsWith(byte[] bytes, int from, int to, byte[] wanted) {
    if (to - from < wanted.length) {
      return false;
    }
    for (int i = wanted.length - 1; i >= 0; i--) {
      if (bytes[from + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
