package io.maas.protocol.openai;

import io.maas.protocol.conversation.Content.Media;

/// Bytes that stand in a URL: `data:image/png;base64,…`.
public final class DataUrl {

  private static final String SCHEME = "data:";
  private static final String BASE64 = ";base64";

  private DataUrl() {}

  /// What a URL stands for.
  public static Media media(Value url) {
    String text = url.requiredText();
    if (!text.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return new Media.Remote(text, null);
    }
    int comma = text.indexOf(',');
    String head = comma < 0 ? "" : text.substring(SCHEME.length(), comma);
    if (!head.endsWith(BASE64)) {
      throw url.unexpected("data:<media type>;base64,<data>");
    }
    String type = head.substring(0, head.length() - BASE64.length());
    return new Media.Inline(
        type.isEmpty() ? "application/octet-stream" : type, text.substring(comma + 1));
  }

  /// What a file's data stands for: a data URL, or base64 alone, which OpenAI takes for a PDF.
  public static Media file(Value data) {
    return data.requiredText().startsWith(SCHEME)
        ? media(data)
        : new Media.Inline("application/pdf", data.requiredText());
  }

  /// The URL that bytes stand in.
  public static String of(Media.Inline media) {
    return SCHEME + media.type() + BASE64 + "," + media.base64();
  }
}
