package io.maas.control.ledger;

import io.maas.control.api.Operation;
import io.maas.control.api.Schema;
import io.maas.domain.ledger.Verification;
import java.util.Map;

/// What the routes about the ledger take and answer.
public final class LedgerOperations {

  private static final String TAG = "Ledger";

  private static final Schema FINDING =
      Schema.object()
          .needs("kind", Schema.oneOf(Verification.Kind.class))
          .needs("seq", Schema.typed("integer"))
          .needs("id", Schema.text().orNull())
          .needs("what", Schema.text())
          .called("LedgerFinding");

  private static final Schema CHAIN =
      Schema.object()
          .needs("chain", Schema.text())
          .needs("begins", Schema.typed("integer"))
          .needs("records", Schema.typed("integer"))
          .needs("checkpoints", Schema.typed("integer"))
          .needs("unsigned", Schema.typed("integer"))
          .needs("found", Schema.typed("integer"))
          .needs("findings", Schema.list(FINDING))
          .called("LedgerChain");

  /// What is found in chains, of whatever they are.
  public static final Schema VERIFICATION =
      Schema.object()
          .needs("object", Schema.oneOf("ledger.verification", "audit.verification"))
          .needs("chains", Schema.list(CHAIN))
          .needs("other_keys", Schema.list(Schema.text()))
          .needs("next", Schema.text().orNull())
          .called("Verification");

  public static final Operation VERIFY =
      Operation.of("verifyLedger", TAG, "Whether anybody changed a record")
          .says("One answer is about a bounded number of records; `next` is where to go on.")
          .query("from", Schema.moment(), "The first moment.")
          .query("to", Schema.moment(), "The last moment, itself not included.")
          .query("after", Schema.text(), "The `next` of the answer before.")
          .answers(200, VERIFICATION);

  public static final Operation IMPORT =
      Operation.of("importLedger", TAG, "Takes records from elsewhere: all, or none, never twice")
          .says("One JSON object a line.")
          .takes(Map.of("application/x-ndjson", Schema.text()))
          .answers(
              201,
              Schema.object()
                  .needs("object", Schema.oneOf("ledger.import"))
                  .needs("records", Schema.typed("integer"))
                  .needs("sha256", Schema.text())
                  .called("LedgerImport"))
          .refuses(409);

  private LedgerOperations() {}
}
