package io.maas.bench.translation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.domain.catalog.Dialect;
import io.maas.protocol.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A small chat as a provider's clients and the provider itself write it: the golden case `hello`.
/// Its stream is made longer, so that what is measured is an event's cost and not a beginning's.
///
/// @param events of the stream, framing included
record Recorded(byte[] answer, List<byte[]> events) {

  private static final Path HELLO = Path.of("protocol/src/test/golden/hello");
  private static final String TEXT = "Hel"; // in the event that brings the first piece of text
  private static final int TEXTS = 200;

  Recorded {
    events = List.copyOf(events);
  }

  /// What a client of that dialect asks.
  static byte[] ask(Dialect client) {
    return bytes("ask." + client.word() + ".json");
  }

  /// What an upstream of that dialect answers.
  static Recorded of(Dialect upstream) {
    String name = "answer." + upstream.word();
    List<String> recorded =
        upstream == Dialect.BEDROCK_CONVERSE
            ? bedrock(new String(bytes(name + ".frames"), UTF_8))
            : List.of(new String(bytes(name + ".sse"), ISO_8859_1).split("(?<=\n\r?\n)"));
    List<byte[]> events = new ArrayList<>();
    for (String event : recorded) {
      int times = event.contains(TEXT) && events.size() < TEXTS ? TEXTS : 1;
      for (int i = 0; i < times; i++) {
        events.add(event.getBytes(ISO_8859_1));
      }
    }
    return new Recorded(bytes(name + ".json"), events);
  }

  private static List<String> bedrock(String lines) {
    return lines
        .lines()
        .map(line -> {
          JsonNode frame = json(line);
          String payload = frame.path("payload").toString();
          return new String(
              AwsFrame.event(frame.path("event").asText(), payload.getBytes(UTF_8)), ISO_8859_1);
        })
        .toList();
  }

  private static JsonNode json(String text) {
    try {
      return Json.MAPPER.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(String name) {
    Path file = Path.of(System.getProperty("maas.root", "")).resolve(HELLO).resolve(name);
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
