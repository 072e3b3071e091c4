package io.maas.store.postgres.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What is in a backup. It is written last: a file without one was cut short.
///
/// @param schema the version of the schema that the rows are of
/// @param madeAt when
/// @param parts the tables, those that others refer to first
public record Manifest(int schema, Instant madeAt, List<Part> parts) {

  /// Its name in the file.
  static final String NAME = "maas-backup.json";

  private static final int FORMAT = 1;
  private static final JsonMapper JSON = new JsonMapper();

  public Manifest {
    parts = List.copyOf(parts);
  }

  /// One table.
  ///
  /// @param table its name
  /// @param columns in the order of the rows' fields
  /// @param rows how many there are
  /// @param sha256 of the rows as they are written, in hex
  public record Part(String table, List<String> columns, long rows, String sha256) {
    public Part {
      columns = List.copyOf(columns);
    }

    /// Where its rows are in the file.
    String entry() {
      return "tables/" + table + ".copy";
    }
  }

  /// How many rows there are in all.
  public long rows() {
    return parts.stream().mapToLong(Part::rows).sum();
  }

  byte[] write() {
    ObjectNode document =
        JSON.createObjectNode()
            .put("format", FORMAT)
            .put("schema", schema)
            .put("madeAt", madeAt.toString());
    for (Part part : parts) {
      ObjectNode table =
          document
              .withArray("tables")
              .addObject()
              .put("table", part.table())
              .put("rows", part.rows())
              .put("sha256", part.sha256());
      part.columns().forEach(table.withArray("columns")::add);
    }
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree that cannot be written", e);
    }
  }

  static Manifest read(byte[] json) throws IOException {
    JsonNode document = JSON.readTree(json);
    int format = document.path("format").asInt();
    if (format != FORMAT) {
      throw new IOException("backup: format " + format + " (expected: " + FORMAT + ")");
    }
    List<Part> parts = new ArrayList<>();
    for (JsonNode table : document.path("tables")) {
      parts.add(
          new Part(
              table.path("table").asText(),
              texts(table.path("columns")),
              table.path("rows").asLong(),
              table.path("sha256").asText()));
    }
    try {
      return new Manifest(
          document.path("schema").asInt(), Instant.parse(document.path("madeAt").asText()), parts);
    } catch (DateTimeException e) {
      throw new IOException("backup: madeAt is no moment", e);
    }
  }

  private static List<String> texts(JsonNode array) {
    return Stream.iterate(0, i -> i < array.size(), i -> i + 1)
        .map(i -> array.get(i).asText())
        .toList();
  }
}
