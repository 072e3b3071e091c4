package io.maas.control.ledger;

import io.maas.control.call.Call;
import io.maas.control.call.Moments;
import io.maas.control.call.Reply;
import io.maas.domain.catalog.Tenant;
import io.maas.domain.ledger.Bookkeeping;
import io.maas.domain.ledger.VerificationQuery;
import io.maas.domain.ledger.VerificationQuery.Cursor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        ? Reply.ok(
            VerificationView.of(
                "ledger.verification",
                books.verify(new VerificationQuery(from, to, after.orElse(null)))))
        : Reply.badRequest(String.join("; ", complaints));
  }
}
