package io.maas.protocol.request;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.maas.protocol.request.InferenceRequest.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Finds the parts of a `multipart/form-data` body, in one pass over its bytes and without copying
/// any. It takes what clients write and nothing else: where two readers might see two different
/// forms (text around the parts, a name said twice or in another encoding, a boundary that nearly
/// ends a part) there is none, since the upstream must read what was governed here.
final class FormReader {

  private static final int MOST_PARTS = 256;
  private static final int LONGEST_HEAD = 8 * 1024;
  private static final byte[] NEW_LINE = {'\r', '\n'};
  private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};
  private static final byte[] LAST = {'-', '-'};

  private final byte[] body;
  private final byte[] delimiter;
  private final byte[] lineAndDelimiter;
  private int at;

  /// One part.
  ///
  /// @param name of the field
  /// @param file whether it has a file's name
  /// @param content where its content is in the body
  record Part(String name, boolean file, Span content) {}

  /// Not a form that everybody reads alike.
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;

    Unreadable(String found, String expected) {
      super("body: " + found + " (expected: " + expected + ")", null, false, false);
    }

    String words() {
      return String.valueOf(getMessage());
    }
  }

  private FormReader(byte[] body, String boundary) {
    this.body = body;
    this.delimiter = ("--" + boundary).getBytes(ISO_8859_1);
    this.lineAndDelimiter = ("\r\n--" + boundary).getBytes(ISO_8859_1);
  }

  /// All parts, in their order.
  static List<Part> parts(byte[] body, String boundary) throws Unreadable {
    return new FormReader(body, boundary).parts();
  }

  private List<Part> parts() throws Unreadable {
    List<Part> parts = new ArrayList<>();
    if (!has(delimiter, 0)) {
      throw new Unreadable("no boundary at its beginning", "the parts of a form");
    }
    at = delimiter.length;
    while (!has(LAST, at)) {
      if (!has(NEW_LINE, at)) {
        throw new Unreadable("no line's end behind a boundary", "one, or the end of the form");
      }
      if (parts.size() == MOST_PARTS) {
        throw new Unreadable("more than " + MOST_PARTS + " parts", "fewer");
      }
      parts.add(part(at + NEW_LINE.length));
    }
    at += LAST.length;
    while (has(NEW_LINE, at)) {
      at += NEW_LINE.length; // some clients end with a line or two
    }
    if (at != body.length) {
      throw new Unreadable("more after the end of the form", "nothing");
    }
    return parts;
  }

  /// Reads one, and goes on behind the boundary after it.
  private Part part(int from) throws Unreadable {
    int headEnds = find(END_OF_HEAD, from, Math.min(body.length, from + LONGEST_HEAD));
    if (headEnds < 0) {
      throw new Unreadable(
          "a part without an end of its headers",
          "an empty line within " + LONGEST_HEAD + " bytes");
    }
    Disposition disposition = head(from, headEnds);
    int content = headEnds + END_OF_HEAD.length;
    int end = boundary(content);
    at = end + NEW_LINE.length + delimiter.length;
    return new Part(disposition.name(), disposition.file(), new Span(content, end));
  }

  /// Where the line's end before the next boundary is. It is looked for with that end, which is
  /// nowhere in the boundary itself: so each byte is looked at twice at most, whatever is sent.
  private int boundary(int from) throws Unreadable {
    int found = find(lineAndDelimiter, from, body.length);
    if (found < 0) {
      throw new Unreadable("a part without an end", "a boundary behind each part");
    }
    return found;
  }

  private record Disposition(String name, boolean file) {}

  private Disposition head(int from, int to) throws Unreadable {
    Disposition found = null;
    for (String line : new String(body, from, to - from, ISO_8859_1).split("\r\n", -1)) {
      int colon = line.indexOf(':');
      if (colon <= 0 || line.indexOf('\r') >= 0 || line.indexOf('\n') >= 0 || isFolded(line)) {
        throw new Unreadable("a part with a header that is none", "name: value");
      }
      String name = line.substring(0, colon).trim().toLowerCase(Locale.ROOT);
      String value = line.substring(colon + 1).trim();
      switch (name) {
        case "content-disposition" -> {
          if (found != null) {
            throw new Unreadable("a part with two names", "one Content-Disposition");
          }
          found = disposition(value);
        }
        case "content-transfer-encoding" -> {
          if (!List.of("binary", "8bit", "7bit").contains(value.toLowerCase(Locale.ROOT))) {
            throw new Unreadable("a part that is encoded", "content as it is");
          }
        }
        default -> {} // its type, and whatever else nobody needs
      }
    }
    if (found == null) {
      throw new Unreadable("a part without a name", "Content-Disposition: form-data; name=\"…\"");
    }
    return found;
  }

  private static boolean isFolded(String line) {
    return line.charAt(0) == ' ' || line.charAt(0) == '\t';
  }

  private static Disposition disposition(String value) throws Unreadable {
    HeaderParameters parameters = HeaderParameters.of(value);
    String name = parameters == null ? null : parameters.one("name");
    if (parameters == null || !parameters.word().equals("form-data") || name == null) {
      throw new Unreadable(
          "a part without one plain name", "Content-Disposition: form-data; name=\"…\"");
    }
    return new Disposition(name, parameters.has("filename") || parameters.has("filename*"));
  }

  private int find(byte[] wanted, int from, int to) {
    for (int i = from; i <= to - wanted.length; i++) {
      if (body[i] == wanted[0] && has(wanted, i)) {
        return i;
      }
    }
    return -1;
  }

  private boolean has(byte[] wanted, int from) {
    if (from + wanted.length > body.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (body[from + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  /// The boundary that a content type names; null if it is of no form, or names none that can be.
  static @Nullable String boundary(@Nullable String contentType) {
    HeaderParameters parameters = contentType == null ? null : HeaderParameters.of(contentType);
    String boundary =
        parameters == null || !parameters.word().equals("multipart/form-data")
            ? null
            : parameters.one("boundary");
    return boundary != null
            && boundary.matches("[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]")
        ? boundary
        : null;
  }
}
