package io.maas.protocol.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.maas.protocol.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a body says, in bytes that are the same for two bodies only if they say the same.
///
/// Blanks, the order of an object's fields and the escapes of a text make no difference. Numbers
/// are taken as they are written: `1` and `1.0` may not be the same to an engine, and whoever
/// writes the same request writes the same numbers. For the same reason a field that is null
/// differs from one that is absent. Every part tells its kind and how long it is, so that no two
/// different bodies run into the same bytes.
public final class CanonicalBody {

  /// Who asks, and under which name a provider groups what is asked: of no effect on an answer, and
  /// clients put something new there each time. Responses are not among these: they repeat all of
  /// it.
  private static final Set<String> IDLE_OF_OPENAI =
      Set.of("user", "safety_identifier", "metadata", "prompt_cache_key", "prompt_cache_retention");

  /// What can be compared: it says all in JSON, and is answered in text.
  private static final Set<Operation> COMPARED =
      EnumSet.of(
          Operation.CHAT,
          Operation.COMPLETION,
          Operation.EMBEDDING,
          Operation.RESPONSE,
          Operation.MESSAGE,
          Operation.RERANK,
          Operation.SCORE);

  private static final Set<String> IDLE_OF_MESSAGES = Set.of("metadata", "diagnostics");

  /// What whoever compares requests has already read.
  private static final Set<String> READ = Set.of("model", "stream");

  private static final Set<String> OF_STREAMS = Set.of("stream_options");

  private final JsonParser parser;
  private final Written out;

  private CanonicalBody(JsonParser parser, int size) {
    this.parser = parser;
    this.out = new Written(size);
  }

  /// All that a request says but the model's name and whether it wants a stream; empty if it cannot
  /// be compared.
  public static Optional<byte[]> of(InferenceRequest request) {
    if (!COMPARED.contains(request.operation())) {
      return Optional.empty();
    }
    try (JsonParser parser = Json.STRICT.createParser(request.body())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      CanonicalBody body = new CanonicalBody(parser, request.body().length);
      body.object(name -> isSilent(request, name));
      return Optional.of(body.out.toByteArray());
    } catch (JsonProcessingException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  private static boolean isSilent(InferenceRequest request, String name) {
    return READ.contains(name)
        || idle(request.operation()).contains(name)
        || (!request.stream() && OF_STREAMS.contains(name));
  }

  private static Set<String> idle(Operation operation) {
    if (operation == Operation.RESPONSE) {
      return Set.of();
    }
    return operation == Operation.MESSAGE ? IDLE_OF_MESSAGES : IDLE_OF_OPENAI;
  }

  private interface Silence {
    boolean covers(String name);
  }

  /// A field of an object that is being written: its name, and its place in what is written.
  private record Field(String name, int from, int to) {}

  private void object(Silence silence) throws IOException {
    int from = out.size();
    List<Field> fields = new ArrayList<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      if (silence.covers(name)) {
        parser.skipChildren();
      } else {
        int at = out.size();
        out.text('n', name);
        value();
        fields.add(new Field(name, at, out.size()));
      }
    }
    out.sort(from, fields);
    out.head('}', fields.size());
  }

  private void value() throws IOException {
    switch (parser.currentToken()) {
      case START_OBJECT -> object(_ -> false);
      case START_ARRAY -> {
        int count = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          value();
          count++;
        }
        out.head(']', count);
      }
      case VALUE_STRING -> out.text('s', parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> out.text('d', parser.getText());
      case VALUE_TRUE -> out.write('t');
      case VALUE_FALSE -> out.write('f');
      case VALUE_NULL -> out.write('0');
      case null, default ->
          throw new IllegalStateException(
              "token: " + parser.currentToken() + " (expected: a value)");
    }
  }

  /// What is written, in which the parts of an object may change places.
  private static final class Written {

    /// Marks a text with surrogates, which may be halves of pairs: UTF-8 cannot keep those apart.
    private static final char SURROGATES = 'h';

    private static final int HEAD = 5;
    private static final int LEAST = 256;

    private byte[] bytes;
    private int count;

    Written(int size) {
      bytes = new byte[Math.max(LEAST, size)];
    }

    int size() {
      return count;
    }

    byte[] toByteArray() {
      return Arrays.copyOf(bytes, count);
    }

    void write(char kind) {
      ensure(1);
      bytes[count++] = (byte) kind;
    }

    void head(char kind, int number) {
      ensure(HEAD);
      bytes[count] = (byte) kind;
      bytes[count + 1] = (byte) (number >> 24);
      bytes[count + 2] = (byte) (number >> 16);
      bytes[count + 3] = (byte) (number >> 8);
      bytes[count + 4] = (byte) number;
      count += HEAD;
    }

    void text(char kind, String text) {
      if (hasSurrogates(text)) {
        head(SURROGATES, text.length());
        write(kind);
        for (int i = 0; i < text.length(); i++) {
          write((char) (text.charAt(i) >> 8));
          write(text.charAt(i));
        }
        return;
      }
      byte[] encoded = text.getBytes(UTF_8);
      head(kind, encoded.length);
      ensure(encoded.length);
      System.arraycopy(encoded, 0, bytes, count, encoded.length);
      count += encoded.length;
    }

    private static boolean hasSurrogates(String text) {
      for (int i = 0; i < text.length(); i++) {
        if (Character.isSurrogate(text.charAt(i))) {
          return true;
        }
      }
      return false;
    }

    /// Puts the fields of the object that began there into the order of their names.
    void sort(int from, List<Field> fields) {
      List<Field> sorted = fields.stream().sorted(Comparator.comparing(Field::name)).toList();
      if (sorted.equals(fields)) {
        return;
      }
      byte[] object = Arrays.copyOfRange(bytes, from, count);
      count = from;
      for (Field field : sorted) {
        int length = field.to - field.from;
        System.arraycopy(object, field.from - from, bytes, count, length);
        count += length;
      }
    }

    private void ensure(int more) {
      if (bytes.length - count < more) {
        bytes = Arrays.copyOf(bytes, Math.max(count + more, 2 * bytes.length));
      }
    }
  }
}
