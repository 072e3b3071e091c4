package io.maas.control.usage;

import io.maas.control.call.Call;
import io.maas.control.call.Moments;
import io.maas.domain.metering.UsageQuery;
import io.maas.domain.metering.UsageQuery.Group;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads a question to the ledger from a query string.
///
/// @param query what is asked
/// @param complaints what is wrong with it; then it must not be asked
record UsageQuestion(UsageQuery query, List<String> complaints) {

  static final int DEFAULT_LIMIT = 1000;
  static final int LARGEST_LIMIT = 10_000;

  static UsageQuestion read(Call call) {
    List<String> complaints = new ArrayList<>();
    Instant from = Moments.asked(call, "from", complaints);
    Instant to = Moments.asked(call, "to", complaints);
    Moments.expectOrder(from, to, complaints);
    UsageQuery query =
        new UsageQuery(
            call.principal().tenant(),
            user(call),
            from,
            to,
            groups(call, complaints),
            limit(call, complaints));
    return new UsageQuestion(query, complaints);
  }

  /// The same of one key. Its cost is told for each currency, unless something else is asked for.
  UsageQuestion ofKey(String user, String key) {
    List<Group> groups = query.groupBy().isEmpty() ? List.of(Group.CURRENCY) : query.groupBy();
    return new UsageQuestion(
        new UsageQuery(query.tenant(), user, key, query.from(), query.to(), groups, query.limit()),
        complaints);
  }

  private static @Nullable String user(Call call) {
    String asked = call.asked("user");
    return asked == null && !call.scope().coversTenant() ? call.principal().user() : asked;
  }

  private static List<Group> groups(Call call, List<String> complaints) {
    List<Group> groups = new ArrayList<>();
    for (String value : call.query().getOrDefault("group_by", List.of())) {
      for (String name : value.split(",", -1)) {
        Optional<Group> group = group(name.strip());
        if (!value.isBlank() && group.isEmpty()) {
          String found = name.isBlank() ? "nothing before or after a comma" : name.strip();
          complaints.add("group_by: " + found + " (expected: " + expectedGroups() + ")");
        }
        group.filter(g -> !groups.contains(g)).ifPresent(groups::add);
      }
    }
    return groups;
  }

  private static Optional<Group> group(String name) {
    return Arrays.stream(Group.values()).filter(g -> column(g).equals(name)).findFirst();
  }

  /// What a group is called in a question, and as a field of the answer.
  static String column(Group group) {
    return group.name().toLowerCase(Locale.ROOT);
  }

  private static String expectedGroups() {
    return Arrays.stream(Group.values())
        .map(UsageQuestion::column)
        .collect(Collectors.joining(", "));
  }

  private static int limit(Call call, List<String> complaints) {
    String text = call.asked("limit");
    if (text == null) {
      return DEFAULT_LIMIT;
    }
    if (text.matches("[0-9]{1,6}")) {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= LARGEST_LIMIT) {
        return limit;
      }
    }
    complaints.add("limit: " + text + " (expected: 1 to " + LARGEST_LIMIT + ")");
    return DEFAULT_LIMIT;
  }
}
