package io.maas.control.usage;

import io.maas.control.call.Call;
import io.maas.control.call.Reply;
import io.maas.domain.metering.Ledger;
import io.maas.domain.metering.UsageQuery.Group;
import io.maas.domain.metering.UsageRow;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `GET /v1/usage`: one's own use; that of a team's members for its owner; anyone's or everyone's
/// for those who administer or audit the tenant.
public final class UsageEndpoint {

  private final Ledger ledger;

  public UsageEndpoint(Ledger ledger) {
    this.ledger = ledger;
  }

  public Reply usage(Call call) {
    UsageQuestion question = UsageQuestion.read(call);
    String user = question.query().user();
    if (user != null && !call.scope().covers(user)) {
      return Reply.forbidden("non-admin users can only see their own usage");
    }
    if (!question.complaints().isEmpty()) {
      return Reply.badRequest(String.join("; ", question.complaints()));
    }
    List<Group> groups = question.query().groupBy();
    return Reply.list(
        ledger.usage(question.query()).stream().map(row -> line(groups, row)).toList());
  }

  private static Map<String, @Nullable Object> line(List<Group> groups, UsageRow row) {
    Map<String, @Nullable Object> line = new LinkedHashMap<>();
    for (int i = 0; i < groups.size(); i++) {
      line.put(UsageQuestion.column(groups.get(i)), row.keys().get(i));
    }
    line.put("requests", row.requests());
    line.put("input_tokens", row.inputTokens());
    line.put("cached_tokens", row.cachedTokens());
    line.put("output_tokens", row.outputTokens());
    line.put("reasoning_tokens", row.reasoningTokens());
    line.put("total_tokens", row.totalTokens());
    putIfAny(line, "seconds", row.media().seconds());
    putIfAny(line, "characters", row.media().characters());
    putIfAny(line, "images", row.media().images());
    line.put("estimated_requests", row.estimatedRequests());
    if (row.costNanos() != 0) {
      line.put("cost", BigDecimal.valueOf(row.costNanos(), 9).stripTrailingZeros().toPlainString());
    }
    return line;
  }

  /// Most answers are text.
  private static void putIfAny(Map<String, @Nullable Object> line, String name, long amount) {
    if (amount != 0) {
      line.put(name, amount);
    }
  }
}
