package io.maas.control.http;

import io.maas.control.call.Call;
import io.maas.control.call.Reply;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Tells the document of the API. It is made when somebody first asks, and then kept.
final class OpenApiEndpoint {

  private final Supplier<Map<String, Object>> document;
  private volatile @Nullable Reply made;

  OpenApiEndpoint(Supplier<Map<String, Object>> document) {
    this.document = document;
  }

  Reply tell(Call call) {
    Reply kept = made;
    if (kept == null) {
      kept = Reply.ok(document.get());
      made = kept;
    }
    return kept;
  }
}
