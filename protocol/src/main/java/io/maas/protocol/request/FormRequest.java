package io.maas.protocol.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.maas.domain.access.Refusal.BadRequest;
import io.maas.domain.metering.Media;
import io.maas.protocol.request.FormReader.Part;
import io.maas.protocol.request.FormReader.Unreadable;
import io.maas.protocol.request.InferenceRequest.Form;
import io.maas.protocol.request.InferenceRequest.Span;
import io.maas.protocol.request.InferenceRequest.Spans;
import io.maas.protocol.request.RequestReader.Result;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Reads a request that is a form: what governance needs of it, and where the model's name stands.
/// All else goes upstream as it came.
final class FormRequest {

  private static final String EXPECTED = "multipart/form-data with a boundary";
  private static final int LONGEST_TEXT = 1024;
  private static final int LONGEST_SHOWN = 40;

  private final Operation operation;
  private final byte[] body;
  private final List<Part> parts;

  private FormRequest(Operation operation, byte[] body, List<Part> parts) {
    this.operation = operation;
    this.body = body;
    this.parts = parts;
  }

  static Result read(Operation operation, @Nullable String contentType, byte[] body) {
    String boundary = FormReader.boundary(contentType);
    if (contentType == null || boundary == null) {
      return malformed(
          "content-type: "
              + (contentType == null ? "missing" : shown(contentType))
              + " (expected: "
              + EXPECTED
              + ")",
          "");
    }
    try {
      return new FormRequest(operation, body, FormReader.parts(body, boundary))
          .read(new Form(contentType, boundary));
    } catch (Unreadable e) {
      return malformed(e.words(), "");
    } catch (Wrong e) {
      return malformed(e.words(), e.field);
    }
  }

  private Result read(Form form) throws Wrong {
    Part named = one("model");
    String model = named == null ? null : text(named);
    if (model != null && model.isEmpty()) {
      throw new Wrong("model", "nothing", "a name");
    }
    return new Result.Read(
        new InferenceRequest(
            operation,
            body,
            model,
            flag("stream"),
            false,
            OptionalLong.empty(),
            1,
            PromptSize.NONE,
            Spans.ofModel(named == null ? null : named.content()),
            media(),
            form));
  }

  private MediaSize media() throws Wrong {
    return switch (operation.medium().orElseThrow()) {
      case HEARD -> heard();
      case DRAWN -> new MediaSize(Media.drawn(pictures()), true);
      case SPOKEN -> throw new IllegalArgumentException(operation + " (expected: a form)");
    };
  }

  private MediaSize heard() throws Wrong {
    Part file = one("file");
    if (file == null) {
      throw new Wrong("file", "missing", "one file of sound");
    }
    Span content = file.content();
    OptionalLong told = WaveLength.seconds(body, content);
    return new MediaSize(
        Media.heard(told.orElseGet(() -> WaveLength.likely(content))), told.isPresent());
  }

  private long pictures() throws Wrong {
    Part part = one("n");
    if (part == null) {
      return 1;
    }
    String text = text(part);
    // As every engine reads it: no blanks, signs or other digits.
    if (!text.matches("[1-9][0-9]{0,2}")) {
      throw new Wrong("n", text, "an integer from 1 to 999");
    }
    return Long.parseLong(text);
  }

  private boolean flag(String name) throws Wrong {
    Part part = one(name);
    if (part == null) {
      return false;
    }
    String text = text(part);
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw new Wrong(name, text, "true or false");
    };
  }

  /// The part of that name; null if there is none.
  private @Nullable Part one(String name) throws Wrong {
    Part found = null;
    for (Part part : parts) {
      if (part.name().equals(name)) {
        if (found != null) {
          throw new Wrong(name, "twice", "once");
        }
        found = part;
      }
    }
    return found;
  }

  private String text(Part part) throws Wrong {
    int length = part.content().to() - part.content().from();
    if (part.file() || length > LONGEST_TEXT) {
      throw new Wrong(
          part.name(),
          part.file() ? "a file" : length + " bytes",
          "a text of at most " + LONGEST_TEXT + " bytes");
    }
    return new String(body, part.content().from(), length, UTF_8);
  }

  private static Result malformed(String message, String field) {
    return new Result.Malformed(new BadRequest(message, field));
  }

  private static String shown(String text) {
    return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "..." : text;
  }

  /// A field holds what it must not.
  private static final class Wrong extends Exception {
    private static final long serialVersionUID = 1;
    private final String field;

    Wrong(String field, String found, String expected) {
      super(field + ": " + shown(found) + " (expected: " + expected + ")", null, false, false);
      this.field = field;
    }

    String words() {
      return String.valueOf(getMessage());
    }
  }
}
