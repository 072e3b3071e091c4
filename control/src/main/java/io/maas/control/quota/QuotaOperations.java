package io.maas.control.quota;

import io.maas.control.api.Operation;
import io.maas.control.api.Schema;

/// What the question about limits takes and answers.
public final class QuotaOperations {

  private static final Schema TOKENS = Schema.integer(0, QuotaQuestion.MOST_TOKENS);

  public static final Operation TELL =
      Operation.of("readQuota", "Usage", "Where limits stand, or whether a request would pass")
          .says("With prompt_tokens a request is tried, and nothing is held; model is needed then.")
          .query("user", Schema.text(), "Whose; the caller's own if absent.")
          .query("subscription", Schema.text(), "Under this one only.")
          .query("model", Schema.text(), "Over this one only, by any of its names.")
          .query("prompt_tokens", TOKENS, "How many tokens the tried prompt has.")
          .query("max_tokens", TOKENS, "How many its answer may have.")
          .header("X-MaaS-Subscription", Schema.text(), "As `subscription`, for identity tokens.")
          .answers(
              200, Schema.anyOf(Schema.of(QuotaEndpoint.Listed.class), Schema.of(DryRun.class)))
          .refuses(404);

  private QuotaOperations() {}
}
