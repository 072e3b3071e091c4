package io.maas.control.http;

import io.maas.control.ControlSettings;
import io.maas.control.access.Permission;
import io.maas.control.call.Call;
import io.maas.control.call.Reply;
import java.util.ArrayList;
import java.util.List;
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

  /// All of these, the document that is made of them, and what the reference has at two paths.
  static List<Route> with(
      ControlSettings settings, List<Route> keys, List<Route> people, List<Route> others) {
    List<Route> all = new ArrayList<>(keys);
    all.addAll(others);
    all.addAll(people);
    var document = new OpenApiEndpoint(() -> OpenApi.of(all, settings.gatewayUrl()));
    all.add(
        Route.get(
            OpenApi.PATH,
            Permission.LOOK_IN,
            ErrorShape.FLAT,
            document::tell,
            ServiceOperations.DOCUMENT));
    return Aliases.with(all);
  }
}
