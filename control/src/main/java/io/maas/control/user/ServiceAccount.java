package io.maas.control.user;

import io.maas.control.call.Fields;
import io.maas.domain.access.Role;
import io.maas.domain.access.Subjects;
import io.maas.domain.access.Users.Kind;
import io.maas.domain.access.Users.User;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// What is said of a user that is a program: `kind: service`, and who answers for it.
public final class ServiceAccount {

  private static final int MOST_OWNERS = 100;

  /// Owners may come from any issuer, and be called as these call people and groups.
  private static final Pattern OWNER = Pattern.compile("[^\\s\\p{Cntrl}]{1,256}");

  private ServiceAccount() {}

  /// Reads what a new user is to be, and notes what does not go with it.
  static Kind kind(Fields body, Set<Role> roles) {
    String word = body.text("kind");
    Kind kind = word(Kind.SERVICE).equals(word) ? Kind.SERVICE : Kind.PERSON;
    if (word != null && !word.equals(word(kind))) {
      body.refuse("kind", "another", "person or service");
    }
    if (kind == Kind.SERVICE && !roles.isEmpty()) {
      body.refuse("roles", "some", "none of a service account, which never comes in itself");
    }
    return kind;
  }

  /// Reads who answers for it.
  static Subjects owners(Fields body, Kind kind) {
    Fields owners = body.object("owners");
    Subjects read = new Subjects(names(owners, "groups"), names(owners, "users"));
    if (kind == Kind.PERSON && body.has("owners")) {
      body.refuse("owners", "some", "none of a person; kind: service");
    }
    return read;
  }

  private static Set<String> names(Fields owners, String field) {
    List<String> names = owners.list(field);
    if (names.size() > MOST_OWNERS) {
      owners.refuse(field, names.size() + " of them", "at most " + MOST_OWNERS);
    } else if (!names.stream().allMatch(name -> OWNER.matcher(name).matches())) {
      owners.refuse(field, "a name with blanks, or none", "1 to 256 characters without blanks");
    }
    return Set.copyOf(names);
  }

  /// How it is written.
  static String word(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /// Why it gets no token and no password.
  public static String keysOnly(User user) {
    return "user "
        + user.name()
        + ": a service account (expected: a person; it has API keys, and never signs in)";
  }
}
