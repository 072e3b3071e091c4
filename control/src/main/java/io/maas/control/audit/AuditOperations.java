package io.maas.control.audit;

import io.maas.control.api.Operation;
import io.maas.control.api.Schema;
import io.maas.control.ledger.LedgerOperations;
import java.util.Map;

/// What the routes about the audit log take and answer.
public final class AuditOperations {

  private static final String TAG = "Audit";

  public static final Operation LIST =
      within(Operation.of("listAudit", TAG, "Who did what, latest first"))
          .query("actor", Schema.text(), "Only by this user.")
          .query(
              "action", Schema.text(), "Only this act: the id of its operation in this document.")
          .query("kind", Schema.text(), "Only on things of this kind.")
          .query("object", Schema.text(), "Only on the thing of this name.")
          .query("limit", Schema.integer(1, 100).otherwise(50), "The most of an answer.")
          .query(
              "after",
              Schema.text().matching("^[1-9][0-9]{0,17}$"),
              "The `next` of the answer before.")
          .answers(200, AuditEndpoints.Found.class);

  public static final Operation EXPORT =
      within(Operation.of("exportAudit", TAG, "Every line in its order, one JSON object a line"))
          .query(
              "checkpoints",
              Schema.oneOf("true", "false"),
              "Whether to tell what was signed too, one object a line behind them.")
          .answers(
              200, new Operation.Answer("Lines.", Schema.text(), Map.of(), "application/jsonl"));

  public static final Operation VERIFY =
      Operation.of("verifyAudit", TAG, "Whether anybody changed a line")
          .query("after", Schema.text(), "The `next` of the answer before.")
          .answers(200, LedgerOperations.VERIFICATION);

  private AuditOperations() {}

  private static Operation within(Operation operation) {
    return operation
        .query("from", Schema.moment(), "The first moment.")
        .query("to", Schema.moment(), "The last moment, itself not included.");
  }
}
