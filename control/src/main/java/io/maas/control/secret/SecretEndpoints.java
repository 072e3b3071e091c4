package io.maas.control.secret;

import io.maas.control.api.Shape;
import io.maas.control.call.Call;
import io.maas.control.call.Paging;
import io.maas.control.call.Reply;
import io.maas.domain.catalog.Secret;
import io.maas.domain.resource.Rule;
import io.maas.domain.secret.SecretName;
import io.maas.domain.secret.SecretStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// `/v1/secrets`: write, list, delete. There is no route that reads a value, and no answer and no
/// line of the log that holds one.
public final class SecretEndpoints {

  private final SecretStore secrets;

  public SecretEndpoints(SecretStore secrets) {
    this.secrets = secrets;
  }

  /// `GET /v1/secrets`, of a namespace or of all: names, the names of keys, and when they changed.
  public Reply list(Call call) {
    String namespace = call.asked("namespace");
    return Paging.answer(
        call,
        paging ->
            paging.pageOf(
                secrets.list().stream()
                    .filter(kept -> call.scope().seesIn(kept.name().namespace()))
                    .filter(kept -> namespace == null || kept.name().namespace().equals(namespace))
                    .map(SecretEndpoints::view)
                    .toList()));
  }

  /// `PUT /v1/secrets/{namespace}/{name}`: all of it.
  public Reply put(Call call) {
    return written(
        call,
        false,
        (name, data) -> {
          Map<String, Secret> values = new LinkedHashMap<>();
          data.forEach((key, value) -> value.ifPresent(secret -> values.put(key, secret)));
          secrets.put(name, values);
        });
  }

  /// `PATCH /v1/secrets/{namespace}/{name}`: the keys that it names; null takes one away.
  public Reply change(Call call) {
    return written(
        call,
        true,
        (name, data) -> {
          secrets.change(name, data);
        });
  }

  /// `DELETE /v1/secrets/{namespace}/{name}`.
  public Reply delete(Call call) {
    return named(
        call,
        name -> {
          if (!secrets.delete(name)) {
            return Reply.notFound("secret " + name + " not found");
          }
          return Reply.done();
        });
  }

  /// Writes.
  @FunctionalInterface
  private interface Writing {
    void write(SecretName name, Map<String, Optional<Secret>> data);
  }

  private Reply written(Call call, boolean nulls, Writing writing) {
    Optional<String> hindrance = secrets.hindrance();
    if (hindrance.isPresent()) {
      return Reply.conflict("no secret can be kept here: " + hindrance.get());
    }
    return named(
        call,
        name ->
            switch (SecretData.read(call.body(), nulls)) {
              case SecretData.Refused(String message) -> Reply.badRequest(message);
              case SecretData.Values(var data) -> {
                call.act().on("secrets", name.toString()).after(Map.of("keys", data.keySet()));
                writing.write(name, data);
                yield Reply.done();
              }
            });
  }

  private static Reply named(Call call, Function<SecretName, Reply> then) {
    SecretName name = new SecretName(call.part("namespace"), call.part("name"));
    if (!Rule.DNS_LABEL.accepts().test(name.namespace())) {
      return Reply.badRequest("namespace: not one (expected: " + Rule.DNS_LABEL.expected() + ")");
    }
    if (!Rule.DNS_SUBDOMAIN.accepts().test(name.name())) {
      return Reply.badRequest("name: not one (expected: " + Rule.DNS_SUBDOMAIN.expected() + ")");
    }
    return then.apply(name);
  }

  private static SecretView view(SecretStore.Kept kept) {
    return new SecretView(
        kept.name().namespace(),
        kept.name().name(),
        kept.keys().stream()
            .map(key -> new KeyView(key.key(), key.changedAt().toString(), key.usable()))
            .toList());
  }

  @Shape(name = "Secret", says = "A secret without its values.")
  record SecretView(String namespace, String name, List<KeyView> keys) {}

  @Shape(name = "SecretKey")
  record KeyView(String key, String changedAt, boolean usable) {}
}
