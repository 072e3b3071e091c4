package io.maas.control.explain;

import io.maas.control.api.Operation;
import io.maas.control.api.Schema;

/// What the explainer takes and answers.
public final class ExplainOperations {

  public static final Operation EXPLAIN =
      Operation.of("explain", "Access", "Whether a call would be allowed, and what decides")
          .needsQuery("model", Schema.text(1, ExplainEndpoint.LONGEST_NAME), "Any name of a model.")
          .query("user", Schema.text(), "Whose call; the caller's own if absent.")
          .query("subscription", Schema.text(), "Through this one only.")
          .header("X-MaaS-Subscription", Schema.text(), "The same, for identity tokens.")
          .answers(200, ExplainEndpoint.Explained.class)
          .refuses(404);

  private ExplainOperations() {}
}
