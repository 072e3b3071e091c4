package io.maas.protocol.request;

import java.util.regex.Pattern;

/// Under which name a chat's bound goes upstream where the client gave none.
public final class BoundName {

  /// OpenAI's models that think: they refuse the older name, which all engines know.
  private static final Pattern THINKS = Pattern.compile("^(openai/)?(o[1-9]|gpt-[5-9])(\\W|$)");

  private BoundName() {}

  /// @param servedModel the model's name upstream
  public static String of(String servedModel) {
    return THINKS.matcher(servedModel).find() ? "max_completion_tokens" : "max_tokens";
  }
}
