package io.maas.gateway.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.maas.domain.metering.Usage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// An answer as stores keep it. Another format has another number, and is not found.
final class StoredAnswerCodec {

  private static final int VERSION = 1;
  private static final int ABSENT = -1;
  private static final int AROUND = 256;

  private StoredAnswerCodec() {}

  static byte[] write(StoredAnswer answer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(answer.body().length + AROUND);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeLong(answer.at().toEpochMilli());
      text(out, answer.contentType());
      out.writeBoolean(answer.stream());
      text(out, answer.endpoint());
      out.writeInt(answer.dropped().size());
      for (String name : answer.dropped()) {
        text(out, name);
      }
      Usage usage = answer.usage();
      out.writeLong(usage.input().orElse(ABSENT));
      out.writeLong(usage.cached().orElse(ABSENT));
      out.writeLong(usage.output().orElse(ABSENT));
      out.writeLong(usage.reasoning().orElse(ABSENT));
      text(out, answer.finishReason());
      text(out, answer.model());
      out.writeInt(answer.body().length);
      out.write(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }

  /// Empty for what this program did not write.
  static Optional<StoredAnswer> read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readByte() != VERSION) {
        return Optional.empty();
      }
      return Optional.of(
          new StoredAnswer(
              Instant.ofEpochMilli(in.readLong()),
              told(in),
              in.readBoolean(),
              told(in),
              names(in),
              new Usage(count(in), count(in), count(in), count(in), false),
              text(in),
              text(in),
              rest(in)));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static void text(DataOutputStream out, @Nullable String text) throws IOException {
    if (text == null) {
      out.writeInt(ABSENT);
      return;
    }
    byte[] bytes = text.getBytes(UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static @Nullable String text(DataInputStream in) throws IOException {
    int length = in.readInt();
    return length == ABSENT ? null : new String(bytes(in, length), UTF_8);
  }

  private static String told(DataInputStream in) throws IOException {
    String text = text(in);
    if (text == null) {
      throw new IOException("a text is missing (expected: one)");
    }
    return text;
  }

  private static List<String> names(DataInputStream in) throws IOException {
    int count = in.readInt();
    expectWithin(in, count);
    List<String> names = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      names.add(told(in));
    }
    return names;
  }

  private static OptionalLong count(DataInputStream in) throws IOException {
    long count = in.readLong();
    return count < 0 ? OptionalLong.empty() : OptionalLong.of(count);
  }

  private static byte[] rest(DataInputStream in) throws IOException {
    byte[] body = bytes(in, in.readInt());
    if (in.read() >= 0) {
      throw new IOException("more after the end (expected: one answer)");
    }
    return body;
  }

  private static byte[] bytes(DataInputStream in, int length) throws IOException {
    expectWithin(in, length);
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }

  private static void expectWithin(DataInputStream in, int length) throws IOException {
    if (length < 0 || length > in.available()) {
      throw new IOException("length: " + length + " (expected: 0 to " + in.available() + ")");
    }
  }
}
