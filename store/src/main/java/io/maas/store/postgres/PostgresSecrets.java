package io.maas.store.postgres;

import io.maas.domain.catalog.Secret;
import io.maas.domain.notice.Notice;
import io.maas.domain.resource.Surroundings.Secrets;
import io.maas.domain.secret.SecretName;
import io.maas.domain.secret.SecretStore;
import io.maas.store.postgres.SecretCipher.Sealed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Secrets in the table of that name, sealed.
public final class PostgresSecrets implements SecretStore {

  private static final Logger LOG = LoggerFactory.getLogger(PostgresSecrets.class);

  private final Jdbi jdbi;
  private final SecretCipher cipher;

  PostgresSecrets(Jdbi jdbi, SecretCipher cipher) {
    this.jdbi = jdbi;
    this.cipher = cipher;
  }

  private record Row(SecretName name, String key, Sealed sealed, Instant changedAt) {
    String place() {
      return SecretPlace.of(name, key);
    }
  }

  @Override
  public Optional<String> hindrance() {
    return cipher.seals()
        ? Optional.empty()
        : Optional.of("MAAS_SECRETS_KEY: missing (expected: " + MasterKey.EXPECTED + ")");
  }

  @Override
  public void put(SecretName name, Map<String, Secret> values) {
    jdbi.useTransaction(handle -> {
      delete(handle, name);
      values.forEach((key, value) -> write(handle, name, key, value));
      Announcement.send(handle, new Notice.ResourcesChanged());
    });
  }

  @Override
  public void change(SecretName name, Map<String, Optional<Secret>> values) {
    jdbi.useTransaction(handle -> {
      values.forEach((key, value) ->
          value.ifPresentOrElse(
              secret -> write(handle, name, key, secret), () -> delete(handle, name, key)));
      Announcement.send(handle, new Notice.ResourcesChanged());
    });
  }

  @Override
  public boolean delete(SecretName name) {
    return jdbi.inTransaction(handle -> {
      boolean found = delete(handle, name) > 0;
      if (found) {
        Announcement.send(handle, new Notice.ResourcesChanged());
      }
      return found;
    });
  }

  @Override
  public List<Kept> list() {
    Map<SecretName, List<KeptKey>> kept = new LinkedHashMap<>();
    for (Row row : rows()) {
      kept.computeIfAbsent(row.name(), _ -> new ArrayList<>())
          .add(new KeptKey(row.key(), row.changedAt(), cipher.knows(row.sealed())));
    }
    return kept.entrySet().stream()
        .map(entry -> new Kept(entry.getKey(), List.copyOf(entry.getValue())))
        .toList();
  }

  /// All secrets as they are now. Nothing is opened before it is asked for.
  public Secrets current() {
    Map<String, Sealed> sealed = new HashMap<>();
    rows().forEach(row -> sealed.put(row.place(), row.sealed()));
    return (namespace, name, key) -> {
      String place = SecretPlace.of(new SecretName(namespace, name), key);
      return Optional.ofNullable(sealed.get(place)).flatMap(found -> open(place, found));
    };
  }

  private Optional<Secret> open(String place, Sealed sealed) {
    Optional<Secret> opened = cipher.open(place, sealed);
    if (opened.isEmpty()) {
      LOG.atWarn()
          .setMessage("secret cannot be opened")
          .addKeyValue("secret", place)
          .addKeyValue("found", "sealed with key " + sealed.keyId())
          .addKeyValue("expected", "that key in MAAS_SECRETS_KEY or MAAS_SECRETS_KEY_PREVIOUS")
          .log();
    }
    return opened;
  }

  /// Seals what is sealed with the previous key anew with the current one, after which the former
  /// is needed no longer.
  ///
  /// @return how many values
  public int reseal() {
    int done = 0;
    for (Row row : cipher.seals() ? rows() : List.<Row>of()) {
      Optional<Secret> opened =
          cipher.isCurrent(row.sealed())
              ? Optional.empty()
              : cipher.open(row.place(), row.sealed());
      done += opened.isPresent() ? reseal(row, opened.get()) : 0;
    }
    return done;
  }

  private int reseal(Row row, Secret value) {
    Sealed anew = cipher.seal(row.place(), value);
    return jdbi.withHandle(handle ->
        handle
            .createUpdate(
                """
                update secrets set key_id = :keyId, sealed = :sealed
                where namespace = :namespace and name = :name and key = :key and sealed = :before
                """)
            .bind("keyId", anew.keyId())
            .bind("sealed", anew.text())
            .bind("before", row.sealed().text())
            .bind("namespace", row.name().namespace())
            .bind("name", row.name().name())
            .bind("key", row.key())
            .execute());
  }

  private void write(Handle handle, SecretName name, String key, Secret value) {
    Sealed sealed = cipher.seal(SecretPlace.of(name, key), value);
    handle
        .createUpdate(
            """
            insert into secrets (namespace, name, key, key_id, sealed)
            values (:namespace, :name, :key, :keyId, :sealed)
            on conflict (namespace, name, key) do update
            set key_id = excluded.key_id, sealed = excluded.sealed, changed_at = now()
            """)
        .bind("namespace", name.namespace())
        .bind("name", name.name())
        .bind("key", key)
        .bind("keyId", sealed.keyId())
        .bind("sealed", sealed.text())
        .execute();
  }

  private static int delete(Handle handle, SecretName name) {
    return handle
        .createUpdate("delete from secrets where namespace = :namespace and name = :name")
        .bind("namespace", name.namespace())
        .bind("name", name.name())
        .execute();
  }

  private static void delete(Handle handle, SecretName name, String key) {
    handle
        .createUpdate(
            "delete from secrets where namespace = :namespace and name = :name and key = :key")
        .bind("namespace", name.namespace())
        .bind("name", name.name())
        .bind("key", key)
        .execute();
  }

  private List<Row> rows() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                select namespace, name, key, key_id, sealed, changed_at from secrets
                order by namespace, name, key
                """)
            .map((row, _) ->
                new Row(
                    new SecretName(row.getString("namespace"), row.getString("name")),
                    row.getString("key"),
                    new Sealed(row.getString("key_id"), row.getString("sealed")),
                    Columns.instant(row, "changed_at")))
            .list());
  }
}
