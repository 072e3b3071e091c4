package io.maas.cli.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.domain.audit.ChainedLine;
import io.maas.domain.chain.Book;
import io.maas.domain.chain.ChainHash;
import io.maas.domain.chain.ChainWalk;
import io.maas.domain.chain.Checkpoint;
import io.maas.domain.chain.Signatures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A file that `maas audit export --checkpoints` wrote, which is verified without asking anybody.
final class Export {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path file;

  Export(Path file) {
    this.file = file;
  }

  /// What keeps a file from being verified.
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;

    Unreadable(String message) {
      super(message);
    }
  }

  /// Walks along its chain, as control does along its own.
  ///
  /// @param keys public halves that are believed, by their names
  /// @return what control would answer
  JsonNode verify(Map<String, byte[]> keys) throws IOException, Unreadable {
    try {
      return read(keys);
    } catch (Malformed e) {
      throw new Unreadable(String.valueOf(e.getMessage()));
    }
  }

  private JsonNode read(Map<String, byte[]> keys) throws IOException, Unreadable {
    List<Checkpoint> checkpoints = new ArrayList<>();
    String chain = null;
    long first = 0;
    long last = 0;
    try (Stream<String> lines = Files.lines(file)) {
      for (JsonNode line : (Iterable<JsonNode>) trees(lines)::iterator) {
        if (line.has("checkpoint")) {
          checkpoints.add(of(line, ExportLines::checkpoint));
          chain = line.path("chain").asText();
        } else if (line.path("seq").isIntegralNumber()) {
          last = line.path("seq").asLong();
          first = first == 0 ? last : first;
        }
      }
    }
    if (chain == null) {
      throw new Unreadable("no checkpoint (expected: what `audit export --checkpoints` prints)");
    }
    return walk(chain, keys, checkpoints, Math.max(first, 1), last);
  }

  private JsonNode walk(
      String chain, Map<String, byte[]> keys, List<Checkpoint> checkpoints, long first, long last)
      throws IOException {
    // What control dropped is in no file. What somebody left out at the beginning is asked for.
    ChainWalk all = new ChainWalk(0, ChainHash.none(), last, true, checkpoints);
    boolean whole = first == all.begins();
    ChainWalk walk =
        whole
            ? all
            : new ChainWalk(first - 1, hashBefore(first, checkpoints), last, true, checkpoints);
    Signatures signatures = new Signatures(Book.AUDIT, keys);
    signatures.run(chain, checkpoints, walk);
    walk.expectReached(checkpoints);
    long count = 0;
    try (Stream<String> lines = Files.lines(file)) {
      for (JsonNode line : (Iterable<JsonNode>) trees(lines)::iterator) {
        if (!line.has("checkpoint")) {
          ChainedLine each = of(line, tree -> ExportLines.line(chain, tree));
          walk.take(List.of(each));
          count++;
        }
      }
    }
    long signed = checkpoints.stream().mapToLong(Checkpoint::lastSeq).max().orElse(0);
    return page(
        chain, whole ? all.begins() : first, count, checkpoints.size(), last - signed, walk);
  }

  private static byte @Nullable [] hashBefore(long first, List<Checkpoint> checkpoints) {
    return checkpoints.stream()
        .filter(each -> each.lastSeq() == first - 1)
        .map(Checkpoint::hash)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static JsonNode page(
      String name, long begins, long records, long checkpoints, long unsigned, ChainWalk walk) {
    ObjectNode page = JsonNodeFactory.instance.objectNode();
    ObjectNode chain = page.putArray("chains").addObject();
    chain.put("chain", name).put("begins", begins).put("records", records);
    chain.put("checkpoints", checkpoints).put("unsigned", Math.max(0, unsigned));
    ArrayNode findings = chain.put("found", walk.found()).putArray("findings");
    walk.findings()
        .forEach(finding -> {
          ObjectNode tree = findings.addObject();
          tree.put("kind", finding.kind().name().toLowerCase(Locale.ROOT))
              .put("seq", finding.seq());
          tree.put("id", finding.id() == null ? null : finding.id().toString());
          tree.put("what", finding.what());
        });
    page.putArray("other_keys");
    return page;
  }

  /// A line that is none.
  private static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1;

    Malformed(String message) {
      super(message);
    }
  }

  private static <T> T of(JsonNode line, Function<JsonNode, T> read) {
    try {
      return read.apply(line);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new Malformed("a line that control did not write: " + e.getMessage());
    }
  }

  private static Stream<JsonNode> trees(Stream<String> lines) {
    return lines
        .filter(line -> !line.isBlank())
        .map(line -> {
          try {
            return JSON.readTree(line);
          } catch (JsonProcessingException e) {
            throw new Malformed("a line that is no JSON: " + e.getOriginalMessage());
          }
        });
  }
}
