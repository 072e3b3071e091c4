package io.maas.control.usage;

import io.maas.control.api.Operation;
import io.maas.control.api.Schema;
import io.maas.domain.metering.UsageQuery.Group;

/// What the question about usage takes and answers.
public final class UsageOperations {

  public static final Schema GROUPS = Schema.list(Schema.oneOf(Group.class));

  public static final Schema LIMIT =
      Schema.integer(1, UsageQuestion.LARGEST_LIMIT).otherwise(UsageQuestion.DEFAULT_LIMIT);

  public static final Schema LIST = Schema.listed(row()).called("UsageList");

  public static final Operation USAGE =
      Operation.of("readUsage", "Usage", "What was used; for an administrator by anyone")
          .query("user", Schema.text(), "Whose.")
          .query("from", Schema.moment(), "The first moment.")
          .query("to", Schema.moment(), "The last moment, itself not included.")
          .query("group_by", GROUPS, "The columns, in order.")
          .query("limit", LIMIT, "The most rows, dearest first.")
          .answers(200, LIST);

  private UsageOperations() {}

  private static Schema row() {
    Schema row = Schema.object();
    for (Group group : Group.values()) {
      row = row.tells(UsageQuestion.column(group), Schema.text().orNull());
    }
    for (String count :
        new String[] {
          "requests",
          "input_tokens",
          "cached_tokens",
          "output_tokens",
          "reasoning_tokens",
          "total_tokens",
          "estimated_requests"
        }) {
      row = row.needs(count, Schema.typed("integer"));
    }
    for (String count : new String[] {"seconds", "characters", "images"}) {
      row = row.tells(count, Schema.typed("integer"));
    }
    return row.tells("cost", Schema.text().says("A decimal of the main unit.")).called("UsageRow");
  }
}
