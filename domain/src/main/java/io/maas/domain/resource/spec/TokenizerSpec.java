package io.maas.domain.resource.spec;

import io.maas.domain.catalog.TokenizerRef;
import io.maas.domain.resource.Fields;
import io.maas.domain.resource.Rule;

/// `{kind: tiktoken, encoding}`, `{kind: huggingface, file}` or `{kind: upstream}`.
final class TokenizerSpec {

  private static final Rule KIND = Rule.oneOf("tiktoken", "huggingface", "upstream");

  private static final Rule ENCODING =
      Rule.oneOf("r50k_base", "p50k_base", "p50k_edit", "cl100k_base", "o200k_base");

  /// No part starts with a dot and there is one separator: a name cannot lead out of the directory.
  private static final Rule FILE =
      Rule.matching(
          "folder/file.json, each of A-Z, a-z, 0-9, ., _ and -, below the directory `tokenizers`",
          "[A-Za-z0-9_-][A-Za-z0-9._-]*/[A-Za-z0-9_-][A-Za-z0-9._-]*\\.json",
          253);

  private TokenizerSpec() {}

  static TokenizerRef read(Fields tokenizer) {
    return switch (tokenizer.text("kind", KIND)) {
      case "tiktoken" -> new TokenizerRef.Tiktoken(tokenizer.text("encoding", ENCODING));
      case "huggingface" -> new TokenizerRef.HuggingFace(tokenizer.text("file", FILE));
      default -> new TokenizerRef.Upstream(); // or a kind that was refused
    };
  }
}
