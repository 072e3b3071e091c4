package io.maas.store.postgres;

import io.maas.domain.audit.AuditLog.Line;
import io.maas.domain.audit.AuditQuery;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// Finds acts. That an act began is shown as long as nothing says how it ended.
final class AuditSearch {

  private AuditSearch() {}

  static List<Line> run(Handle handle, AuditQuery query) {
    Map<String, Object> asked = new LinkedHashMap<>();
    StringBuilder conditions = new StringBuilder();
    add(asked, conditions, "actor = :actor", "actor", query.actor());
    add(asked, conditions, "object_kind = :kind", "kind", query.kind());
    add(asked, conditions, "object_name = :object", "object", query.object());
    add(asked, conditions, "at >= :from", "from", Columns.timeOrNull(query.from()));
    add(asked, conditions, "at < :to", "to", Columns.timeOrNull(query.to()));
    if (!query.actions().isEmpty()) {
      conditions.append(" and action = any(:actions)");
    }
    Query sql =
        handle
            .createQuery(
                "select "
                    + AuditColumn.LINE
                    + """
                     from audit_records r where tenant = :tenant and seq < :before
                      and (stage <> 'begun' or not exists (
                        select from audit_records e
                        where e.tenant = r.tenant and e.act = r.act and e.stage = 'ended'))
                    """
                    + conditions
                    + " order by seq desc limit :limit")
            .bind("tenant", query.tenant())
            .bind("before", query.before())
            .bind("limit", query.limit());
    asked.forEach(sql::bind);
    if (!query.actions().isEmpty()) {
      sql.bindArray("actions", String.class, query.actions());
    }
    return sql.map((row, _) -> AuditColumn.line(row).line()).list();
  }

  private static void add(
      Map<String, Object> asked,
      StringBuilder conditions,
      String condition,
      String name,
      @Nullable Object value) {
    if (value != null) {
      conditions.append(" and ").append(condition);
      asked.put(name, value);
    }
  }
}
