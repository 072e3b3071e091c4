package io.maas.store.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.domain.notice.Notice;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// A notice as it travels through PostgreSQL's NOTIFY.
final class Announcement {

  /// The one channel.
  static final String CHANNEL = "maas";

  private static final JsonMapper JSON = new JsonMapper();
  private static final int LONGEST = 7999;

  private Announcement() {}

  /// Announces it when the transaction of this handle commits.
  static void send(Handle transaction, Notice notice) {
    send(transaction, List.of(notice));
  }

  /// Announces all of them, in one round trip.
  static void send(Handle transaction, List<? extends Notice> notices) {
    transaction
        .createQuery("select pg_notify(:channel, payload) from unnest(:payloads) as p (payload)")
        .bind("channel", CHANNEL)
        .bind("payloads", notices.stream().map(Announcement::encode).toArray(String[]::new))
        .mapTo(String.class)
        .list();
  }

  static String encode(Notice notice) {
    ObjectNode node = JSON.createObjectNode();
    switch (notice) {
      case Notice.ResourcesChanged _ -> node.put("type", "resources");
      case Notice.KeyRevoked revoked -> node.put("type", "key").put("id", revoked.keyId());
      case Notice.KeyChanged changed -> node.put("type", "key-changed").put("id", changed.keyId());
      case Notice.UserChanged changed ->
          node.put("type", "user").put("tenant", changed.tenant()).put("user", changed.user());
      case Notice.EpochChanged _ -> node.put("type", "epoch");
      case Notice.Resynchronised _ -> node.put("type", "everything");
    }
    String payload = node.toString();
    // Names have no bound here, payloads have: what does not fit is told as "ask everything again".
    return payload.getBytes(StandardCharsets.UTF_8).length > LONGEST
        ? encode(new Notice.Resynchronised())
        : payload;
  }

  /// Empty if it is none that we know: a newer version of ours may say more.
  static Optional<Notice> decode(String payload) {
    try {
      JsonNode node = JSON.readTree(payload);
      return switch (node.path("type").asText()) {
        case "resources" -> Optional.of(new Notice.ResourcesChanged());
        case "key" -> Optional.of(new Notice.KeyRevoked(node.path("id").asText()));
        case "key-changed" -> Optional.of(new Notice.KeyChanged(node.path("id").asText()));
        case "user" ->
            Optional.of(
                new Notice.UserChanged(node.path("tenant").asText(), node.path("user").asText()));
        case "epoch" -> Optional.of(new Notice.EpochChanged());
        case "everything" -> Optional.of(new Notice.Resynchronised());
        case String _ -> Optional.empty();
      };
    } catch (JsonProcessingException _) {
      return Optional.empty();
    }
  }
}
