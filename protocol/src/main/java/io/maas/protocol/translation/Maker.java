package io.maas.protocol.translation;

import io.maas.domain.catalog.Dialect;
import io.maas.protocol.bedrock.ConverseFamily;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Whose signature a thought bears. Only its maker takes it back: others refuse the request.
///
/// The maker is known by the dialect that an upstream speaks, and on Bedrock by the model: what
/// Claude signs there Anthropic takes too. An engine that only imitates a provider's dialect counts
/// as that provider.
public enum Maker {
  ANTHROPIC,
  AMAZON,
  GOOGLE,
  OPENAI;

  /// What stands before the maker's name.
  static final String MARK = "maas-thought:";

  /// Who signs at an upstream.
  ///
  /// @param model our name of the model there
  public static Maker at(Dialect upstream, String model) {
    return switch (upstream) {
      case OPENAI_CHAT, OPENAI_RESPONSES -> OPENAI;
      case MESSAGES -> ANTHROPIC;
      case GEMINI -> GOOGLE;
      case BEDROCK_CONVERSE ->
          ConverseFamily.of(model) == ConverseFamily.ANTHROPIC ? ANTHROPIC : AMAZON;
    };
  }

  /// Whose signatures clients of a dialect hold where nothing else is said; null for those that
  /// hold none.
  static @Nullable Maker of(Dialect client) {
    return switch (client) {
      case OPENAI_RESPONSES -> OPENAI;
      case MESSAGES -> ANTHROPIC;
      case OPENAI_CHAT, BEDROCK_CONVERSE, GEMINI -> null;
    };
  }

  /// A signature, or a sealed thought, as clients of another maker's dialect hold it.
  String marked(String signature) {
    return MARK + name().toLowerCase(Locale.ROOT) + ":" + signature;
  }

  /// Whether it is marked.
  static boolean isMarked(String signature) {
    return signature.startsWith(MARK);
  }

  /// The signature itself if it is this maker's; null if another made it.
  ///
  /// @param client who holds it
  @Nullable String own(String signature, Dialect client) {
    if (!isMarked(signature)) {
      return of(client) == this ? signature : null;
    }
    String mark = marked("");
    return signature.startsWith(mark) ? signature.substring(mark.length()) : null;
  }
}
