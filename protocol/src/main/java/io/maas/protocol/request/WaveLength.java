package io.maas.protocol.request;

import io.maas.protocol.request.InferenceRequest.Span;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalLong;

/// How long a file of sound is. A WAV says so: its samples are of one size. Of all else only the
/// size is known, which says little.
final class WaveLength {

  /// Bytes of a second where nothing else is known: 64 kbit/s, between spoken Opus and MP3.
  private static final int LIKELY_BYTES_A_SECOND = 8000;

  private static final int RIFF = 0x46464952;
  private static final int WAVE = 0x45564157;
  private static final int FORMAT = 0x20746d66;
  private static final int DATA = 0x61746164;
  private static final int CHUNK_HEAD = 8;
  private static final int FORMAT_LENGTH = 16;
  private static final int PCM = 1;
  private static final int FLOAT = 3;
  private static final int A_LAW = 6;
  private static final int MU_LAW = 7;
  private static final int EXTENSIBLE = 0xFFFE;

  private WaveLength() {}

  /// What a file would take if nothing in it said so.
  static long likely(Span file) {
    return Math.max(1, Math.ceilDiv(file.to() - file.from(), LIKELY_BYTES_A_SECOND));
  }

  /// Seconds of a WAV whose samples are not compressed, begun ones counted whole; empty for all
  /// else.
  static OptionalLong seconds(byte[] body, Span file) {
    ByteBuffer bytes =
        ByteBuffer.wrap(body, file.from(), file.to() - file.from())
            .slice()
            .order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.remaining() < 12 || bytes.getInt() != RIFF) {
      return OptionalLong.empty();
    }
    bytes.getInt(); // as long as the file, or not: streams do not know
    if (bytes.getInt() != WAVE) {
      return OptionalLong.empty();
    }
    long bytesASecond = 0;
    while (bytes.remaining() >= CHUNK_HEAD) {
      int chunk = bytes.getInt();
      long length = Integer.toUnsignedLong(bytes.getInt());
      if (chunk == FORMAT && length >= FORMAT_LENGTH && bytes.remaining() >= FORMAT_LENGTH) {
        bytesASecond = bytesASecond(bytes);
      } else if (chunk == DATA) {
        return bytesASecond == 0
            ? OptionalLong.empty()
            : OptionalLong.of(Math.ceilDiv(samples(length, bytes.remaining()), bytesASecond));
      }
      long next = length + (length & 1);
      if (next > bytes.remaining()) {
        return OptionalLong.empty();
      }
      bytes.position(bytes.position() + (int) next);
    }
    return OptionalLong.empty();
  }

  /// A stream that was written without knowing its end says 0, or the largest number.
  private static long samples(long declared, int there) {
    return declared == 0 || declared > there ? there : declared;
  }

  /// By what the samples are, not by the header's own sum of it; 0 where it cannot be told.
  private static long bytesASecond(ByteBuffer bytes) {
    int at = bytes.position();
    int format = Short.toUnsignedInt(bytes.getShort(at));
    int channels = Short.toUnsignedInt(bytes.getShort(at + 2));
    long rate = Integer.toUnsignedLong(bytes.getInt(at + 4));
    int bits = Short.toUnsignedInt(bytes.getShort(at + 14));
    boolean plain =
        switch (format) {
          case PCM, FLOAT, EXTENSIBLE, A_LAW, MU_LAW -> true;
          default -> false;
        };
    return plain ? rate * channels * Math.ceilDiv(bits, 8) : 0;
  }
}
