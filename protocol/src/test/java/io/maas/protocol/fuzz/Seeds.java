package io.maas.protocol.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.protocol.aws.Frames;
import io.maas.protocol.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The golden cases, as bytes.
final class Seeds {

  private static final Path GOLDEN = Path.of("src/test/golden");

  private Seeds() {}

  /// All files of that name.
  static List<byte[]> named(String name) {
    try (Stream<Path> files = Files.walk(GOLDEN, 2)) {
      List<byte[]> found = new ArrayList<>();
      for (Path file : files.filter(each -> each.endsWith(name)).sorted().toList()) {
        found.add(Files.readAllBytes(file));
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Bedrock's streams in a form in which a change does not spoil a checksum: a line a frame, its
  /// kind, its type and its payload.
  static List<byte[]> frameLines() {
    return named("answer.bedrock-converse.frames").stream().map(Seeds::lines).toList();
  }

  private static byte[] lines(byte[] file) {
    StringBuilder lines = new StringBuilder();
    for (String line : new String(file, UTF_8).lines().toList()) {
      JsonNode frame = json(line);
      String kind = frame.has("exception") ? "exception" : "event";
      lines.append(kind).append(' ').append(frame.path(kind).asText());
      lines.append(' ').append(frame.path("payload")).append('\n');
    }
    return lines.toString().getBytes(UTF_8);
  }

  /// The frames that such lines stand for, whatever became of them.
  static byte[] frames(byte[] lines) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String line : new String(lines, UTF_8).split("\n", -1)) {
      String[] parts = line.split(" ", 3);
      String type = parts.length > 1 ? parts[1] : "";
      String payload = parts.length > 2 ? parts[2] : "";
      out.writeBytes(
          parts[0].equals("exception")
              ? Frames.exception(type, payload)
              : Frames.event(type, payload));
    }
    return out.toByteArray();
  }

  private static JsonNode json(String text) {
    try {
      return Json.MAPPER.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
