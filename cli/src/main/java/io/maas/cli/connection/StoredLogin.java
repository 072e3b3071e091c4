package io.maas.cli.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What `maas login` got.
///
/// @param url of the control that gave it, or that takes it
/// @param token who asks
/// @param issuer whose token it is; null for one of control's own, or one that was given
/// @param refreshToken for another one; null if there is none
/// @param expiresAt when it ends; null if nobody said so
public record StoredLogin(
    String url,
    String token,
    @Nullable String issuer,
    @Nullable String refreshToken,
    @Nullable Instant expiresAt) {

  /// So long before its end another one is asked for.
  private static final long EARLY_SECONDS = 30;

  /// Whether it has ended, or will in a moment.
  public boolean isOver(Instant now) {
    return expiresAt != null && !expiresAt.minusSeconds(EARLY_SECONDS).isAfter(now);
  }

  static Optional<StoredLogin> read(String url, JsonNode tree) {
    String token = tree.path("token").asText("");
    if (token.isEmpty()) {
      return Optional.empty();
    }
    String issuer = tree.path("issuer").asText("");
    String refresh = tree.path("refreshToken").asText("");
    String end = tree.path("expiresAt").asText("");
    return Optional.of(
        new StoredLogin(
            url,
            token,
            issuer.isEmpty() ? null : issuer,
            refresh.isEmpty() ? null : refresh,
            end.isEmpty() ? null : Instant.parse(end)));
  }

  ObjectNode tree() {
    ObjectNode tree = JsonNodeFactory.instance.objectNode().put("token", token);
    if (issuer != null) {
      tree.put("issuer", issuer);
    }
    if (refreshToken != null) {
      tree.put("refreshToken", refreshToken);
    }
    if (expiresAt != null) {
      tree.put("expiresAt", expiresAt.toString());
    }
    return tree;
  }

  @Override
  public String toString() {
    return "StoredLogin[at " + url + "]";
  }
}
