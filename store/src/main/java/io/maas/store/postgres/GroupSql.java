package io.maas.store.postgres;

import io.maas.domain.metering.UsageQuery.Group;

/// What rows are grouped by, as SQL. A key that is absent is the empty text until it is shown.
final class GroupSql {

  private GroupSql() {}

  /// The key of a row `s` of a grain's table, whose party is `y`.
  static String key(Group group, Grain grain) {
    return switch (group) {
      case USER -> of(grain, "username");
      case KEY -> of(grain, "key_id");
      case SUBSCRIPTION -> of(grain, "subscription");
      case MODEL -> of(grain, "model");
      case ORGANIZATION -> of(grain, "organization");
      case COST_CENTER -> of(grain, "cost_center");
      case CURRENCY -> of(grain, "currency");
      case MINUTE -> start(grain, Grain.MINUTE);
      case HOUR -> start(grain, Grain.HOUR);
      case DAY -> start(grain, Grain.DAY);
    };
  }

  private static String of(Grain grain, String column) {
    return grain == Grain.RECORD ? "coalesce(s." + column + ", '')" : "y." + column;
  }

  /// The start of the span, in UTC. Sums that are coarser stay where they are.
  private static String start(Grain grain, Grain span) {
    if (grain.compareTo(span) <= 0) {
      return "s.bucket";
    }
    return "date_trunc('%s', s.%s, 'UTC')"
        .formatted(span.name(), grain == Grain.RECORD ? "at" : "bucket");
  }

  static boolean isTime(Group group) {
    return group == Group.MINUTE || group == Group.HOUR || group == Group.DAY;
  }

  /// A key as it is answered: none as null, a moment as ISO 8601 writes it.
  static String shown(Group group, String key) {
    return switch (group) {
      case USER, SUBSCRIPTION, MODEL -> key;
      case KEY, ORGANIZATION, COST_CENTER, CURRENCY -> "nullif(" + key + ", '')";
      case MINUTE, HOUR, DAY ->
          "to_char(" + key + " at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')";
    };
  }
}
