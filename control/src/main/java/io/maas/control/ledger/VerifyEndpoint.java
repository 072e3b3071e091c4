package io.maas.control.ledger;

import io.maas.control.call.Call;
import io.maas.control.call.Moments;
import io.maas.control.call.Reply;
import io.maas.domain.catalog.Tenant;
import io.maas.domain.ledger.Bookkeeping;
import io.maas.domain.ledger.Verification;
import io.maas.domain.ledger.VerificationQuery;
import io.maas.domain.ledger.VerificationQuery.Cursor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `GET /v1/ledger/verify`: whether anybody changed a record. One answer is about a bounded number
/// of records; `next` is where the next one begins, for `after`.
public final class VerifyEndpoint {

  private final Bookkeeping books;

  public VerifyEndpoint(Bookkeeping books) {
    this.books = books;
  }

  public Reply verify(Call call) {
    if (!call.tenant().equals(Tenant.DEFAULT)) {
      return Reply.forbidden(
          "a chain has records of every tenant (expected: somebody of tenant "
              + Tenant.DEFAULT
              + ")");
    }
    List<String> complaints = new ArrayList<>();
    Instant from = Moments.asked(call, "from", complaints);
    Instant to = Moments.asked(call, "to", complaints);
    Moments.expectOrder(from, to, complaints);
    String text = call.asked("after");
    Optional<Cursor> after = text == null ? Optional.empty() : Cursor.parse(text);
    if (text != null && after.isEmpty()) {
      complaints.add("after: " + text + " (expected: the `next` of the answer before)");
    }
    return complaints.isEmpty()
        ? Reply.ok(tree(books.verify(new VerificationQuery(from, to, after.orElse(null)))))
        : Reply.badRequest(String.join("; ", complaints));
  }

  private static Map<String, @Nullable Object> tree(Verification verification) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("object", "ledger.verification");
    tree.put("chains", verification.chains().stream().map(VerifyEndpoint::chain).toList());
    tree.put("other_keys", verification.otherKeys());
    Cursor next = verification.next();
    tree.put("next", next == null ? null : next.toString());
    return tree;
  }

  private static Map<String, @Nullable Object> chain(Verification.Chain chain) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("chain", chain.name());
    tree.put("records", chain.records());
    tree.put("checkpoints", chain.checkpoints());
    tree.put("unsigned", chain.unsigned());
    tree.put("found", chain.found());
    tree.put("findings", chain.findings().stream().map(VerifyEndpoint::finding).toList());
    return tree;
  }

  private static Map<String, @Nullable Object> finding(Verification.Finding finding) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("kind", finding.kind().name().toLowerCase(Locale.ROOT));
    tree.put("seq", finding.seq());
    tree.put("id", finding.id() == null ? null : finding.id().toString());
    tree.put("what", finding.what());
    return tree;
  }
}
