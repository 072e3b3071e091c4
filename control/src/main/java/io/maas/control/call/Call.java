package io.maas.control.call;

import io.maas.control.access.Scope;
import io.maas.domain.access.Principal;
import io.maas.domain.audit.AuditEntry.From;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One call of the API, authenticated and read whole.
///
/// @param principal who calls; [#NOBODY] on the routes that anyone may call
/// @param scope how far that reaches
/// @param from where the call comes from
/// @param act what the endpoint may tell the audit log
/// @param path the variable parts of the path, by name
/// @param query the query's parameters, in order
/// @param subscription the subscription that the caller names by `X-MaaS-Subscription`
/// @param contentType of the body, lower case, without parameters; empty if none was sent
/// @param body the body, empty if there was none
/// @param visitor where it comes from
public record Call(
    Principal principal,
    Scope scope,
    From from,
    Act act,
    Map<String, String> path,
    Map<String, List<String>> query,
    @Nullable String subscription,
    String contentType,
    String body,
    Visitor visitor) {

  /// Who calls where nobody has to say so. Owns nothing and is in no group.
  public static final Principal NOBODY = new Principal("", "", List.of(), false, null);

  /// Whether all texts beside the body can be kept and looked for.
  public boolean isWhole() {
    return Texts.areWholeIn(path) && Texts.areWholeIn(query);
  }

  /// Nobody, at a tenant's door.
  public static Principal nobodyOf(String tenant) {
    return new Principal(tenant, "", List.of(), false, null);
  }

  /// Whose people, keys and resources it is about.
  public String tenant() {
    return principal.tenant();
  }

  /// A variable part of the path.
  public String part(String name) {
    String value = path.get(name);
    if (value == null) {
      throw new IllegalStateException("path: no {" + name + "} (expected: one of " + path + ")");
    }
    return value;
  }

  /// The last value of a query parameter; null if it is missing or empty.
  public @Nullable String asked(String name) {
    List<String> values = query.getOrDefault(name, List.of());
    String last = values.isEmpty() ? "" : values.getLast();
    return last.isEmpty() ? null : last;
  }
}
