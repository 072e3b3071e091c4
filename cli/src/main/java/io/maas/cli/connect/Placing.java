package io.maas.cli.connect;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Puts files where a client reads them. Nothing that is there is lost: JSON is merged, what cannot
/// be stays and ours goes beside it, and whatever changes is kept under another name first.
///
/// @param url the root of the gateway that the files name
/// @param files how they are written
record Placing(String url, PrivateFiles files) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /// What became of a file.
  ///
  /// @param path where it is now
  /// @param how created, merged, replaced, unchanged or beside
  /// @param backup what was there, if anything changed
  /// @param why it lies beside the client's; null if it does not
  record Placed(Path path, How how, Optional<Path> backup, @Nullable String why) {}

  /// How a file came to be there.
  enum How {
    created,
    merged,
    replaced,
    unchanged,
    beside
  }

  /// Puts one.
  Placed put(Config config) throws IOException {
    if (!Files.exists(config.path())) {
      files.write(config.path(), config.content());
      return new Placed(config.path(), How.created, Optional.empty(), null);
    }
    String there = Files.readString(config.path());
    if (there.equals(config.content())) {
      files.close(config.path());
      return new Placed(config.path(), How.unchanged, Optional.empty(), null);
    }
    return switch (config.kind()) {
      case OURS -> replace(config.path(), config.content(), How.replaced);
      case THEIRS -> beside(config, "is there already");
      case JSON -> merge(config, there);
    };
  }

  private Placed merge(Config config, String there) throws IOException {
    JsonNode tree;
    try {
      tree = there.isBlank() ? JSON.createObjectNode() : JSON.readTree(there);
    } catch (JsonProcessingException _) {
      return beside(config, "is not plain JSON");
    }
    if (!(tree instanceof ObjectNode old)) {
      return beside(config, "is not a JSON object");
    }
    return switch (JsonMerge.of(old, (ObjectNode) JSON.readTree(config.content()), url)) {
      case JsonMerge.Merged.Clashes(var field) -> beside(config, "has another " + field);
      case JsonMerge.Merged.Fits(var merged) when merged.equals(old) -> {
        files.close(config.path());
        yield new Placed(config.path(), How.unchanged, Optional.empty(), null);
      }
      case JsonMerge.Merged.Fits(var merged) ->
          replace(config.path(), Setup.JSON.writeValueAsString(merged) + "\n", How.merged);
    };
  }

  private Placed beside(Config config, String why) throws IOException {
    Path path = Place.beside(config.path());
    Placed placed = put(new Config(path, config.content(), Config.Kind.OURS));
    return new Placed(path, How.beside, placed.backup(), why);
  }

  private Placed replace(Path path, String content, How how) throws IOException {
    Path backup = files.keep(path);
    files.write(path, content);
    return new Placed(path, how, Optional.of(backup), null);
  }
}
