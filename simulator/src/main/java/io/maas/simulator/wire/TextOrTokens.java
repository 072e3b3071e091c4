package io.maas.simulator.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.simulator.text.TokenCounts;
import io.maas.simulator.text.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// One prompt or input: text, or tokens that the client made of it.
public sealed interface TextOrTokens {
  record Text(String text) implements TextOrTokens {}

  record Tokens(List<Integer> ids) implements TextOrTokens {
    public Tokens {
      ids = List.copyOf(ids);
    }
  }

  /// How many characters it has; 0 where it is tokens already.
  default int chars() {
    return switch (this) {
      case Text(var text) -> text.length();
      case Tokens _ -> 0;
    };
  }

  default int count(TokenCounts counts) {
    return switch (this) {
      case Text(var text) -> counts.of(text);
      case Tokens(var ids) -> ids.size();
    };
  }

  default int[] tokens(Tokenizer tokenizer) {
    return switch (this) {
      case Text(var text) -> tokenizer.encode(text);
      case Tokens(var ids) -> ids.stream().mapToInt(Integer::intValue).toArray();
    };
  }

  /// The text; for tokens what the vocabulary says, empty where it does not know them.
  default String text(Tokenizer tokenizer) {
    return switch (this) {
      case Text(var text) -> text;
      case Tokens _ -> tokenizer.decode(tokens(tokenizer)).orElse("");
    };
  }

  /// Reads a string, tokens, a list of strings or a list of tokens.
  static List<TextOrTokens> read(Fields fields, String name) {
    var node = fields.get(name);
    var found = new ArrayList<TextOrTokens>();
    if (node.isTextual()) {
      found.add(new Text(node.asText()));
    } else if (isTokens(node)) {
      found.add(tokens(node));
    } else {
      for (var element : node) {
        if (element.isTextual()) {
          found.add(new Text(element.asText()));
        } else if (isTokens(element)) {
          found.add(tokens(element));
        } else {
          fields.wrong(name, element, "strings or lists of tokens");
        }
      }
    }
    if (found.isEmpty()) {
      fields.wrong(name, node, "a string, tokens, or a list of them");
    }
    return found;
  }

  private static boolean isTokens(JsonNode node) {
    return node.isArray()
        && !node.isEmpty()
        && IntStream.range(0, node.size()).allMatch(i -> node.get(i).isInt());
  }

  private static Tokens tokens(JsonNode node) {
    var ids = new ArrayList<Integer>(node.size());
    node.forEach(id -> ids.add(id.asInt()));
    return new Tokens(ids);
  }
}
