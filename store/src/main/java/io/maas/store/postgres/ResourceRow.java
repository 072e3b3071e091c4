package io.maas.store.postgres;

import io.maas.domain.resource.Kind;
import io.maas.domain.resource.Resource;
import io.maas.domain.resource.ResourceKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;

/// Reads a row of `resources`; empty if it is of a kind that only a newer version of ours knows.
final class ResourceRow implements RowMapper<Optional<Resource>> {

  static final String COLUMNS =
      """
      kind, namespace, name, uid, generation, resource_version, labels, annotations, finalizers, \
      content, status, created_at, deleted_at\
      """;

  /// `plural.group`, as Kubernetes names the kind; [Kind#named] reads it back.
  static String nameOf(Kind kind) {
    return kind.group().isEmpty() ? kind.plural() : kind.plural() + "." + kind.group();
  }

  /// Binds `:kind`, `:namespace` and `:name`.
  static <S extends SqlStatement<S>> S bind(S statement, ResourceKey key) {
    return statement
        .bind("kind", nameOf(key.kind()))
        .bind("namespace", key.namespace())
        .bind("name", key.name());
  }

  @Override
  public Optional<Resource> map(ResultSet row, StatementContext context) throws SQLException {
    Optional<Kind> kind = Kind.named(row.getString("kind"));
    return kind.isEmpty() ? Optional.empty() : Optional.of(resource(kind.get(), row));
  }

  private static Resource resource(Kind kind, ResultSet row) throws SQLException {
    return new Resource(
        new ResourceKey(kind, row.getString("namespace"), row.getString("name")),
        Trees.readStrings(row.getString("labels")),
        Trees.readStrings(row.getString("annotations")),
        row.getString("uid"),
        row.getLong("generation"),
        row.getLong("resource_version"),
        Columns.instant(row, "created_at"),
        Columns.texts(row, "finalizers"),
        Columns.instantOrNull(row, "deleted_at"),
        Trees.read(row.getString("content")),
        Trees.read(row.getString("status")));
  }
}
