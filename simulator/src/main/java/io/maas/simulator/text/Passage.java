package io.maas.simulator.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Text cut into tokens: what a model generates, one piece a token.
public final class Passage {
  public static final Passage EMPTY = new Passage(List.of());

  private final List<Piece> pieces;

  Passage(List<Piece> pieces) {
    this.pieces = List.copyOf(pieces);
  }

  /// Tokenizes a text.
  public static Passage of(String text, Tokenizer tokenizer) {
    var pieces = new ArrayList<Piece>();
    byte[] pending = {};
    for (int token : tokenizer.encode(text)) {
      pending = join(pending, tokenizer.bytes(token));
      int whole = wholeCharacters(pending);
      pieces.add(new Piece(new String(pending, 0, whole, StandardCharsets.UTF_8)));
      pending = Arrays.copyOfRange(pending, whole, pending.length);
    }
    return new Passage(pieces);
  }

  /// How many tokens it has.
  public int length() {
    return pieces.size();
  }

  public Piece piece(int index) {
    return pieces.get(index);
  }

  public String text() {
    var text = new StringBuilder(4 * length());
    pieces.forEach(piece -> text.append(piece.text()));
    return text.toString();
  }

  /// The first `tokens` of them, or all where there are fewer.
  public Passage first(int tokens) {
    return tokens >= length() ? this : new Passage(pieces.subList(0, tokens));
  }

  /// As many tokens as before, of which only the first `chars` characters are said: what a stop
  /// sequence leaves of a text whose tokens were generated all the same.
  public Passage saying(int chars) {
    var cut = new ArrayList<Piece>(length());
    int left = chars;
    for (var piece : pieces) {
      int said = Math.min(left, piece.text().length());
      cut.add(said == piece.text().length() ? piece : new Piece(piece.text().substring(0, said)));
      left -= said;
    }
    return new Passage(cut);
  }

  private static byte[] join(byte[] head, byte[] tail) {
    if (head.length == 0) {
      return tail;
    }
    var joined = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, joined, head.length, tail.length);
    return joined;
  }

  /// How many of the bytes are whole characters: all but an unfinished one at the end.
  private static int wholeCharacters(byte[] utf8) {
    int last = utf8.length - 1;
    while (last > 0 && (utf8[last] & 0xC0) == 0x80) {
      last--;
    }
    if (last < 0) {
      return 0;
    }
    int lead = utf8[last] & 0xFF;
    int wanted = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    return utf8.length - last >= wanted ? utf8.length : last;
  }
}
