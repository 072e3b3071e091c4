package io.maas.control.user;

import io.maas.control.call.Call;
import io.maas.control.call.Reply;
import io.maas.domain.access.Principal;
import io.maas.domain.access.Users;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Whom a question is about: the caller, or somebody whom the caller may ask about.
///
/// @param users the local ones
public record Whose(Users users) {

  /// What came of looking for somebody.
  public sealed interface Sought {
    /// As a token of theirs would show them.
    record Known(Principal principal) implements Sought {}

    /// Nobody, or nobody whom the caller may ask about.
    record Refused(Reply.Refused reply) implements Sought {}
  }

  /// Finds them.
  ///
  /// @param user null for the caller
  /// @param what the caller may see of themselves only, such as `quota`
  public Sought of(Call call, @Nullable String user, String what) {
    Principal caller = call.principal();
    if (user == null || user.equals(caller.user())) {
      return new Sought.Known(caller);
    }
    if (!call.scope().covers(user)) {
      return new Sought.Refused(Reply.forbidden("non-admin users can only see their own " + what));
    }
    return users
        .find(caller.tenant(), user)
        .<Sought>map(found -> new Sought.Known(principal(found)))
        .orElseGet(() -> new Sought.Refused(Reply.notFound("user " + user + " not found")));
  }

  private static Principal principal(Users.User user) {
    List<String> groups =
        Stream.concat(user.groups().stream(), Stream.of(Principal.AUTHENTICATED))
            .distinct()
            .toList();
    return new Principal(user.tenant(), user.name(), groups, user.roles(), null);
  }
}
