package io.maas.control.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.maas.control.api.Shape;
import io.maas.control.call.Json;
import io.maas.domain.audit.AuditEntry;
import io.maas.domain.audit.AuditLog.Line;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A line of the audit log as its readers see it.
///
/// @param seq its number in the tenant's chain
/// @param id the act's
/// @param stage `begun`, `ended` or `denied`
/// @param actor the user; `system:...` for a part of maas, empty for nobody who is known
/// @param address the client's
/// @param before what was there, without secrets
/// @param after what is there now, likewise
/// @param result `done`, `refused`, `failed`, `denied` or `unknown`
/// @param status of the answer
/// @param hash of this line and all before it
@JsonInclude(JsonInclude.Include.NON_NULL)
@Shape(name = "AuditLine")
record AuditView(
    long seq,
    String id,
    String at,
    String stage,
    String actor,
    @JsonProperty("actor_kind") String actorKind,
    @JsonProperty("key_id") @Nullable String keyId,
    String address,
    @JsonProperty("request_id") String requestId,
    String action,
    Thing object,
    @Nullable Object before,
    @Nullable Object after,
    String result,
    @Nullable Integer status,
    String hash) {

  /// What is acted on.
  @Shape(name = "AuditedThing")
  record Thing(String kind, String name) {}

  static AuditView of(Line line) {
    AuditEntry entry = line.entry();
    String keyId = entry.actor().keyId();
    return new AuditView(
        line.seq(),
        entry.act().toString(),
        entry.at().toString(),
        word(entry.stage()),
        entry.actor().name(),
        word(entry.actor().kind()),
        keyId.isEmpty() ? null : keyId,
        entry.from().address(),
        entry.from().requestId(),
        entry.action(),
        new Thing(entry.object().kind(), entry.object().name()),
        tree(entry.before()),
        tree(entry.after()),
        word(entry.result()),
        entry.status() == 0 ? null : entry.status(),
        line.hash());
  }

  private static @Nullable Object tree(@Nullable String json) {
    return json != null && Json.read(json) instanceof Json.Read.Tree(Object root) ? root : null;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
