package io.maas.cli.user;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What is to be another about a user, of which each is said in one way or not at all.
final class Changes {

  private Changes() {}

  /// All groups, or none.
  static final class Groups {
    @Option(
        names = {"-g", "--group"},
        paramLabel = "GROUP",
        description = "A group of the user; all of them, as often as needed.")
    @Nullable List<String> some;

    @Option(names = "--no-groups", description = "The user is in no group.")
    boolean none;
  }

  /// All roles, or none.
  static final class Roles {
    @Option(
        names = "--role",
        paramLabel = "ROLE",
        description = "auditor, tenant-admin or platform-admin; all of them, as often as needed.")
    @Nullable List<String> some;

    @Option(names = "--no-roles", description = "The user has no role.")
    boolean none;
  }

  /// Whether the user may come in.
  static final class Door {
    @Option(names = "--disable", description = "Refuses the user and their keys from now on.")
    boolean closed;

    @Option(names = "--enable", description = "Refuses them no longer.")
    boolean open;
  }

  static ObjectNode of(@Nullable Groups groups, @Nullable Roles roles, @Nullable Door door) {
    ObjectNode change = JsonNodeFactory.instance.objectNode();
    if (groups != null) {
      fill(change.putArray("groups"), groups.some);
    }
    if (roles != null) {
      fill(change.putArray("roles"), roles.some);
    }
    if (door != null) {
      change.put("disabled", door.closed);
    }
    return change;
  }

  private static void fill(ArrayNode list, @Nullable List<String> some) {
    if (some != null) {
      some.forEach(list::add);
    }
  }
}
