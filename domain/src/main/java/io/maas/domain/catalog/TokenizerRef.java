package io.maas.domain.catalog;

/// Which tokenizer counts the prompts of a model. What counts stands elsewhere; this is its name.
public sealed interface TokenizerRef {

  /// One of the vocabularies that come with the program.
  ///
  /// @param encoding such as `cl100k_base`
  record Tiktoken(String encoding) implements TokenizerRef {}

  /// A vocabulary that the operator laid beside the process.
  ///
  /// @param file `folder/file.json`, below the operator's own directory and nowhere else
  record HuggingFace(String file) implements TokenizerRef {}

  /// The engine counts: `POST /tokenize` as vLLM has it, before the request itself.
  record Upstream() implements TokenizerRef {}
}
