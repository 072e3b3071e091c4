package io.maas.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.domain.audit.Actor;
import io.maas.domain.audit.AuditEntry;
import io.maas.domain.audit.ChainedLine;
import io.maas.domain.chain.Checkpoint;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The lines of an export, read back into what was hashed and signed.
final class ExportLines {

  private static final HexFormat HEX = HexFormat.of();

  private ExportLines() {}

  static ChainedLine line(String tenant, JsonNode line) {
    JsonNode object = line.path("object");
    AuditEntry entry =
        new AuditEntry(
            tenant,
            UUID.fromString(line.path("id").asText()),
            Instant.parse(line.path("at").asText()),
            AuditEntry.Stage.valueOf(upper(line.path("stage"))),
            new Actor(
                line.path("actor").asText(),
                Actor.Kind.valueOf(upper(line.path("actor_kind"))),
                line.path("key_id").asText()),
            new AuditEntry.From(line.path("address").asText(), line.path("request_id").asText()),
            line.path("action").asText(),
            new AuditEntry.Thing(object.path("kind").asText(), object.path("name").asText()),
            json(line.path("before")),
            json(line.path("after")),
            line.path("status").asInt());
    return new ChainedLine(
        line.path("seq").asLong(), HEX.parseHex(line.path("hash").asText()), entry);
  }

  static Checkpoint checkpoint(JsonNode line) {
    return new Checkpoint(
        line.path("checkpoint").asLong(),
        line.path("first_seq").isIntegralNumber() ? line.path("first_seq").asLong() : null,
        line.path("last_seq").asLong(),
        line.path("hash").isTextual() ? HEX.parseHex(line.path("hash").asText()) : null,
        line.path("dropped").isTextual() ? LocalDate.parse(line.path("dropped").asText()) : null,
        Instant.parse(line.path("at").asText()),
        line.path("key_id").asText(),
        HEX.parseHex(line.path("signature").asText()));
  }

  /// As it was written: control writes trees as this library does, and keeps the order of fields.
  private static @Nullable String json(JsonNode tree) {
    return tree.isMissingNode() || tree.isNull() ? null : tree.toString();
  }

  private static String upper(JsonNode word) {
    return word.asText().toUpperCase(Locale.ROOT);
  }
}
