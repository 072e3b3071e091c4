package io.maas.control.expiry;

import io.maas.control.api.Operation;
import io.maas.control.api.Schema;

/// What the notices of keys that end take and answer.
public final class ExpiryOperations {

  public static final Operation LIST =
      Operation.of("listExpiryNotices", "API keys", "Which keys end within a week, soonest first")
          .query("user", Schema.text(), "Whose; the caller's own if absent.")
          .paged()
          .answers(
              200,
              Schema.paged(Schema.of(ExpiryEndpoint.NoticeView.class)).called("ExpiryNoticePage"));

  private ExpiryOperations() {}
}
