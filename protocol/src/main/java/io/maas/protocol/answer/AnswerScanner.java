package io.maas.protocol.answer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import io.maas.protocol.request.Medium;
import io.maas.protocol.request.Operation;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads an answer that is one JSON object as its bytes pass, holding none of them. Not
/// thread-safe.
public final class AnswerScanner {

  /// What is known of the object after a piece.
  public enum State {
    /// More is to come.
    OPEN,
    /// The object has ended.
    COMPLETE,
    /// It is no JSON object.
    BROKEN
  }

  private static final JsonFactory JSON = new JsonFactory();

  private final Operation operation;
  private final JsonParser parser;
  private final ByteArrayFeeder feeder;
  private final UsageReader usage;
  private final boolean draws;

  private int depth;
  private String topField = "";
  private String field = "";
  private @Nullable String finishReason;
  private @Nullable String model;
  private boolean failed;
  private State state = State.OPEN;

  /// @param operation what was asked
  public AnswerScanner(Operation operation) {
    this.operation = operation;
    this.draws = operation.medium().filter(medium -> medium == Medium.DRAWN).isPresent();
    this.usage = new UsageReader(operation);
    try {
      this.parser = JSON.createNonBlockingByteArrayParser();
    } catch (IOException e) {
      throw new IllegalStateException("a parser without input", e);
    }
    this.feeder = (ByteArrayFeeder) parser.getNonBlockingInputFeeder();
  }

  /// Takes the next piece.
  public State feed(byte[] piece) {
    switch (state) {
      case OPEN -> read(piece);
      case COMPLETE -> state = isBlank(piece) ? State.COMPLETE : State.BROKEN;
      case BROKEN -> {}
    }
    return state;
  }

  private void read(byte[] piece) {
    try {
      feeder.feedInput(piece, 0, piece.length);
      JsonToken token = parser.nextToken();
      while (token != null && token != JsonToken.NOT_AVAILABLE) {
        take(token);
        token = parser.nextToken();
      }
      if (state == State.COMPLETE) {
        parser.close(); // hands the names it learned to the next parser
      }
    } catch (JsonProcessingException _) {
      state = State.BROKEN; // no JSON, or deeper or longer than anybody says something
    } catch (IOException e) {
      throw new IllegalStateException("a parser of memory", e);
    }
  }

  private static boolean isBlank(byte[] piece) {
    for (byte one : piece) {
      if (one != ' ' && one != '\n' && one != '\r' && one != '\t') {
        return false;
      }
    }
    return true;
  }

  /// What the answer told, as far as it was read.
  public Answer answer() {
    return new Answer(usage.usage(), finishReason, model, failed);
  }

  private void take(JsonToken token) throws IOException {
    if (depth == 0 && (token != JsonToken.START_OBJECT || state == State.COMPLETE)) {
      state = State.BROKEN;
      return;
    }
    if (token.isStructStart()) {
      if (depth == 2 && draws && topField.equals("data")) {
        usage.image();
      }
      depth++;
      failed |= depth == 2 && topField.equals("error");
    } else if (token.isStructEnd()) {
      depth--;
      if (depth == 0) {
        state = State.COMPLETE;
      }
    } else if (token == JsonToken.FIELD_NAME) {
      field = parser.currentName();
      if (depth == 1) {
        topField = field;
      }
    } else {
      value(token);
    }
  }

  private void value(JsonToken token) throws IOException {
    if (topField.equals("usage") && depth > 1) {
      usage.number(field, depth > 2, parser);
    } else if (depth == 1 && field.equals("duration")) {
      usage.duration(parser);
    } else if (token == JsonToken.VALUE_STRING && depth == 1 && field.equals("model")) {
      model = parser.getText();
    } else if (token == JsonToken.VALUE_STRING && isFinish()) {
      finishReason = parser.getText();
      failed |= operation == Operation.RESPONSE && finishReason.equals("failed");
    }
  }

  /// Of a response it is the reason that it is incomplete, else its status.
  private boolean isFinish() {
    return switch (operation) {
      case MESSAGE -> depth == 1 && field.equals("stop_reason");
      case RESPONSE ->
          (depth == 1 && field.equals("status") && finishReason == null)
              || (depth == 2 && topField.equals("incomplete_details") && field.equals("reason"));
      case CHAT,
          COMPLETION,
          EMBEDDING,
          RERANK,
          SCORE,
          TRANSCRIPTION,
          TRANSLATION,
          SPEECH,
          IMAGE,
          IMAGE_EDIT,
          IMAGE_VARIATION ->
          depth == 3 && finishReason == null && field.equals("finish_reason");
    };
  }
}
