package io.maas.cli.chat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.cli.connection.Connection;
import io.maas.cli.http.Answer;
import io.maas.cli.http.Response;
import io.maas.cli.http.Wire;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A conversation with one model. What was said on both sides goes with each question; a question
/// that got no answer is forgotten.
final class Conversation {
  private static final String PATH = "/v1/chat/completions";

  private final Wire wire;
  private final Connection connection;
  private final Style style;
  private final ArrayNode said = JsonNodeFactory.instance.arrayNode();

  /// How to ask.
  ///
  /// @param model what to write into a body's `model`
  /// @param system what the model is told before all else; null for nothing
  /// @param maxTokens the longest answer; null for the model's own bound
  /// @param subscription that pays, where an identity token asks; null for the default
  record Style(
      String model,
      @Nullable String system,
      @Nullable Integer maxTokens,
      @Nullable String subscription) {}

  Conversation(Wire wire, Connection connection, Style style) {
    this.wire = wire;
    this.connection = connection;
    this.style = style;
    forget();
  }

  /// Begins anew.
  void forget() {
    said.removeAll();
    if (style.system() != null) {
      add("system", style.system());
    }
  }

  /// What came of asking.
  sealed interface Asked {
    /// An answer, whole.
    record Answered(Piece.Used used) implements Asked {}

    /// One that broke off; it was shown, and why.
    record BrokeOff() implements Asked {}

    /// None.
    record Refused(Answer.Refused refused) implements Asked {}
  }

  /// Asks, and hands on what comes as it comes.
  Asked ask(String question, Consumer<Piece> seen) {
    add("user", question);
    Wire.Streamed streamed =
        wire.stream("POST", PATH, connection.token(), headers(), body().toString());
    Asked asked =
        switch (streamed) {
          case Wire.Streamed.Whole(Response response) -> refused(response);
          case Wire.Streamed.Lines(Stream<String> lines) -> read(lines, seen);
        };
    if (!(asked instanceof Asked.Answered)) {
      said.remove(said.size() - 1);
    }
    return asked;
  }

  private Asked read(Stream<String> lines, Consumer<Piece> seen) {
    StringBuilder answer = new StringBuilder();
    Piece.Used used = new Piece.Used(0, 0);
    boolean whole = true;
    try (lines) {
      for (String line : (Iterable<String>) lines::iterator) {
        for (Piece piece : Piece.of(line)) {
          seen.accept(piece);
          switch (piece) {
            case Piece.Said(String text) -> answer.append(text);
            case Piece.Used counts -> used = counts;
            case Piece.Broken _ -> whole = false;
            case Piece.Thought _, Piece.Cut _ -> {}
          }
        }
      }
    } catch (UncheckedIOException e) {
      seen.accept(new Piece.Broken("the connection broke: " + e.getMessage()));
      whole = false;
    }
    if (!whole) {
      return new Asked.BrokeOff();
    }
    add("assistant", answer.toString());
    return new Asked.Answered(used);
  }

  private static Asked refused(Response response) {
    return Answer.of(response) instanceof Answer.Refused refused
        ? new Asked.Refused(refused)
        : new Asked.Refused(
            new Answer.Refused(response.status(), "one body (expected: a stream)", List.of()));
  }

  private Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    if (style.subscription() != null) {
      headers.put("X-MaaS-Subscription", style.subscription());
    }
    return headers;
  }

  private ObjectNode body() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("model", style.model()).put("stream", true);
    body.putObject("stream_options").put("include_usage", true);
    if (style.maxTokens() != null) {
      body.put("max_tokens", style.maxTokens());
    }
    body.set("messages", said.deepCopy());
    return body;
  }

  private void add(String role, String content) {
    said.addObject().put("role", role).put("content", content);
  }
}
