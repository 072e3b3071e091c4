package io.maas.control.ledger;

import io.maas.domain.ledger.Verification;
import io.maas.domain.ledger.VerificationQuery.Cursor;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What verifying chains found, as answers have it.
public final class VerificationView {

  private VerificationView() {}

  /// @param object what the answer is called
  public static Map<String, @Nullable Object> of(String object, Verification verification) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("object", object);
    tree.put("chains", verification.chains().stream().map(VerificationView::chain).toList());
    tree.put("other_keys", verification.otherKeys());
    Cursor next = verification.next();
    tree.put("next", next == null ? null : next.toString());
    return tree;
  }

  private static Map<String, @Nullable Object> chain(Verification.Chain chain) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("chain", chain.name());
    tree.put("begins", chain.begins());
    tree.put("records", chain.records());
    tree.put("checkpoints", chain.checkpoints());
    tree.put("unsigned", chain.unsigned());
    tree.put("found", chain.found());
    tree.put("findings", chain.findings().stream().map(VerificationView::finding).toList());
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
