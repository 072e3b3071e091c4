package io.maas.simulator.text;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/// The text that one generated token adds.
///
/// Where a character takes several tokens, all but the last of them add nothing and the last adds
/// the character. The escaped bytes are kept beside the text, since every answer is written as JSON
/// and most pieces are written many times.
public final class Piece {
  private final String text;
  private final byte[] json;

  Piece(String text) {
    this.text = text;
    this.json = JsonStringEncoder.getInstance().quoteAsUTF8(text);
  }

  public String text() {
    return text;
  }

  /// The text as the inside of a JSON string; not to be written to.
  public byte[] json() {
    return json;
  }
}
