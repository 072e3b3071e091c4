package io.maas.simulator.http;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/// Files of sound, as simple as they can be.
final class Sound {

  private static final int HEAD = 44;
  private static final int BYTE_RATE_AT = 28;
  private static final int SAMPLES_A_SECOND = 8000;
  private static final int SAMPLES_A_CHARACTER = 400;
  private static final int COMPRESSED_BYTES_A_SECOND = 16_000;

  private Sound() {}

  /// How long a file is: by the head of a WAV, else by its size.
  static double seconds(Buffer file) {
    boolean wav = file.length() > HEAD && file.getString(0, 4).equals("RIFF");
    return wav
        ? (file.length() - HEAD) / (double) Math.max(1, file.getUnsignedIntLE(BYTE_RATE_AT))
        : file.length() / (double) COMPRESSED_BYTES_A_SECOND;
  }

  /// A text that is spoken: a WAV of a tone for each character.
  static Buffer of(String text) {
    int samples = text.codePointCount(0, text.length()) * SAMPLES_A_CHARACTER;
    Buffer wav = Buffer.buffer(HEAD + samples);
    word(wav, "RIFF").appendIntLE(HEAD - 8 + samples);
    word(wav, "WAVEfmt ").appendIntLE(16).appendShortLE((short) 1).appendShortLE((short) 1);
    wav.appendIntLE(SAMPLES_A_SECOND).appendIntLE(SAMPLES_A_SECOND);
    wav.appendShortLE((short) 1).appendShortLE((short) 8);
    word(wav, "data").appendIntLE(samples);
    int[] characters = text.codePoints().toArray();
    for (int i = 0; i < samples; i++) {
      int character = characters[i / SAMPLES_A_CHARACTER];
      wav.appendByte((byte) (128 + (i * (character % 13 + 3)) % 64));
    }
    return wav;
  }

  private static Buffer word(Buffer wav, String word) {
    return wav.appendBytes(word.getBytes(StandardCharsets.US_ASCII));
  }
}
