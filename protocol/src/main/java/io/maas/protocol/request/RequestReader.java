package io.maas.protocol.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.maas.domain.access.Refusal;
import io.maas.domain.access.Refusal.BadRequest;
import io.maas.domain.access.Refusal.Stateful;
import io.maas.domain.metering.Media;
import io.maas.protocol.json.Json;
import io.maas.protocol.request.InferenceRequest.Bound;
import io.maas.protocol.request.InferenceRequest.Span;
import io.maas.protocol.request.InferenceRequest.Spans;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Reads a request in one pass over its bytes, without a tree: what governance needs, and where the
/// values stand that it may change. A reader is used once.
public final class RequestReader {

  /// What came of reading.
  public sealed interface Result {
    /// It is a request.
    record Read(InferenceRequest request) implements Result {}

    /// It is none, and why.
    record Malformed(Refusal refusal) implements Result {}
  }

  /// The most answers that one request may ask for.
  private static final int MOST_CHOICES = 1024;

  private final Operation operation;
  private final byte[] body;
  private final PromptMeter meter = new PromptMeter();

  private @Nullable String model;
  private boolean stream;
  private boolean usageAsked;
  private @Nullable Bound maxTokens;
  private @Nullable Bound maxCompletionTokens;
  private @Nullable Bound maxOutputTokens;
  private @Nullable Bound predict;
  private long answers = 1;
  private @Nullable Span modelSpan;
  private @Nullable Span streamOptionsSpan;
  private long characters;

  private RequestReader(Operation operation, byte[] body) {
    this.operation = operation;
    this.body = body;
  }

  /// Reads a body.
  ///
  /// @param contentType as the client named it, null if it did not; forms cannot be read without
  public static Result read(Operation operation, @Nullable String contentType, byte[] body) {
    return operation.isForm()
        ? FormRequest.read(operation, contentType, body)
        : readJson(operation, body);
  }

  /// Reads a body that is JSON.
  public static Result read(Operation operation, byte[] body) {
    return read(operation, null, body);
  }

  private static Result readJson(Operation operation, byte[] body) {
    if (!looksLikeUtf8(body)) {
      return new Result.Malformed(
          new BadRequest("body: not UTF-8 text (expected: a JSON object in UTF-8)", ""));
    }
    RequestReader reader = new RequestReader(operation, body);
    try (JsonParser parser = Json.STRICT.createParser(body)) {
      return reader.read(parser);
    } catch (JsonProcessingException e) {
      return new Result.Malformed(
          new BadRequest("body: " + firstWords(e) + " (expected: valid JSON)", ""));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    } catch (UnexpectedValue e) {
      return new Result.Malformed(new BadRequest(e.getMessage(), e.field));
    } catch (Kept e) {
      return new Result.Malformed(new Stateful(e.field));
    }
  }

  /// What is wrong, without the parser's remarks on where it read from.
  private static String firstWords(JsonProcessingException e) {
    String message = e.getOriginalMessage();
    int remark = message.indexOf(" (start marker");
    return remark < 0 ? message : message.substring(0, remark);
  }

  /// The parser would follow a mark or the zeros of UTF-16 and UTF-32; an upstream might not.
  private static boolean looksLikeUtf8(byte[] body) {
    for (int i = 0; i < Math.min(4, body.length); i++) {
      if (body[i] == 0 || (body[i] & 0xff) >= 0xef) {
        return false;
      }
    }
    return body.length > 0;
  }

  private Result read(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new UnexpectedValue("", "body: not an object (expected: a JSON object)");
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      field(parser.currentName(), parser);
    }
    if (parser.nextToken() != null) {
      throw new UnexpectedValue("", "body: more after its end (expected: one JSON object)");
    }
    if (operation == Operation.SPEECH && characters == 0) {
      throw new UnexpectedValue("input", "input: missing (expected: the text to be spoken)");
    }
    long choices = Math.multiplyExact(answers, (long) meter.prompts());
    if (choices > MOST_CHOICES) {
      throw new UnexpectedValue(
          "n", "n: " + choices + " answers (expected: <= " + MOST_CHOICES + ")");
    }
    return new Result.Read(
        new InferenceRequest(
            operation,
            body,
            model,
            stream,
            usageAsked,
            smaller(
                tokens(maxTokens), smaller(tokens(maxCompletionTokens), tokens(maxOutputTokens))),
            operation.medium().isPresent() ? 1 : (int) choices,
            operation.medium().isPresent() ? PromptSize.NONE : meter.size(),
            new Spans(
                modelSpan,
                maxTokens,
                maxCompletionTokens,
                maxOutputTokens,
                predict,
                streamOptionsSpan),
            media(choices),
            null));
  }

  private MediaSize media(long pictures) {
    return switch (operation.medium().orElse(null)) {
      case SPOKEN -> new MediaSize(Media.spoken(characters), true);
      case DRAWN -> new MediaSize(Media.drawn(pictures), true);
      case HEARD -> throw new IllegalArgumentException(operation + " (expected: no form)");
      case null -> MediaSize.NONE;
    };
  }

  private void field(String name, JsonParser parser) throws IOException {
    JsonToken token = parser.nextToken();
    int from = (int) parser.currentTokenLocation().getByteOffset();
    switch (name) {
      case "model" -> {
        model = text(name, parser, token);
        modelSpan = span(from, parser);
      }
      case "stream" -> stream = flag(name, parser, token);
      case "max_tokens" -> maxTokens = bound(name, parser, token, from);
      case "max_completion_tokens" -> maxCompletionTokens = bound(name, parser, token, from);
      case "max_output_tokens" -> maxOutputTokens = bound(name, parser, token, from);
      case "n_predict" -> predict = bound(name, parser, token, from);
      case "n", "best_of", "n_cmpl" ->
          answers = Math.max(answers, count(name, parser, token).orElse(1));
      case "stream_options" -> {
        streamOptions(parser, token);
        streamOptionsSpan = span(from, parser);
      }
      case "stream_format" -> {
        if (operation == Operation.SPEECH) {
          stream = token == JsonToken.VALUE_STRING && parser.getText().equals("sse");
        }
        meter.other(name, parser, token, from);
      }
      case "messages" -> meter.messages(parser, token);
      case "prompt", "input" -> {
        if (operation == Operation.SPEECH && name.equals("input")) {
          String spoken = text(name, parser, token);
          characters = spoken.codePointCount(0, spoken.length());
        } else if (operation == Operation.RESPONSE) {
          meter.messages(parser, token);
        } else {
          meter.prompts(parser, token);
        }
      }
      case "thread", "previous_response_id", "conversation", "background" -> {
        kept(name, token);
        meter.other(name, parser, token, from);
      }
      default -> meter.other(name, parser, token, from);
    }
  }

  /// Nothing is kept here between two requests, so that nobody can reach what another left.
  private void kept(String name, JsonToken token) {
    boolean said = token != JsonToken.VALUE_NULL && token != JsonToken.VALUE_FALSE;
    boolean known =
        name.equals("thread") ? operation == Operation.MESSAGE : operation == Operation.RESPONSE;
    if (said && known) {
      throw new Kept(name);
    }
  }

  private void streamOptions(JsonParser parser, JsonToken token) throws IOException {
    if (token == JsonToken.VALUE_NULL) {
      return;
    }
    if (token != JsonToken.START_OBJECT) {
      throw unexpected("stream_options", parser, "an object");
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean asks = parser.currentName().equals("include_usage");
      if (parser.nextToken() == JsonToken.VALUE_TRUE && asks) {
        usageAsked = true;
      }
      parser.skipChildren();
    }
  }

  private static String text(String name, JsonParser parser, JsonToken token) throws IOException {
    if (token != JsonToken.VALUE_STRING) {
      throw unexpected(name, parser, "a string");
    }
    return parser.getText();
  }

  private static boolean flag(String name, JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE, VALUE_NULL -> false;
      case null, default -> throw unexpected(name, parser, "true or false");
    };
  }

  private static OptionalLong count(String name, JsonParser parser, JsonToken token)
      throws IOException {
    if (token == JsonToken.VALUE_NULL) {
      return OptionalLong.empty();
    }
    if (token != JsonToken.VALUE_NUMBER_INT
        || parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
        || parser.getLongValue() < 1
        || parser.getLongValue() > Integer.MAX_VALUE) {
      throw unexpected(name, parser, "an integer from 1 to " + Integer.MAX_VALUE);
    }
    return OptionalLong.of(parser.getLongValue());
  }

  private static Bound bound(String name, JsonParser parser, JsonToken token, int from)
      throws IOException {
    return new Bound(count(name, parser, token), span(from, parser));
  }

  private static OptionalLong tokens(@Nullable Bound bound) {
    return bound == null ? OptionalLong.empty() : bound.tokens();
  }

  private static OptionalLong smaller(OptionalLong a, OptionalLong b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.isPresent() ? a : b;
    }
    return a.getAsLong() <= b.getAsLong() ? a : b;
  }

  private static Span span(int from, JsonParser parser) throws IOException {
    parser.finishToken();
    return new Span(from, (int) parser.currentLocation().getByteOffset());
  }

  private static UnexpectedValue unexpected(String name, JsonParser parser, String expected)
      throws IOException {
    String found = parser.currentToken().isScalarValue() ? parser.getText() : "a structure";
    String shown = found.length() > 40 ? found.substring(0, 40) + "..." : found;
    return new UnexpectedValue(name, name + ": " + shown + " (expected: " + expected + ")");
  }

  /// Ends the one pass where a client relies on what was said before.
  private static final class Kept extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String field;

    Kept(String field) {
      super(null, null, false, false);
      this.field = field;
    }
  }

  /// Ends the one pass where a field holds what it must not.
  private static final class UnexpectedValue extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String field;

    UnexpectedValue(String field, String message) {
      super(message, null, false, false);
      this.field = field;
    }

    @Override
    public String getMessage() {
      return java.util.Objects.requireNonNull(super.getMessage());
    }
  }
}
