package io.maas.identity.oidc;

import io.maas.domain.access.Principal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where an issuer's tokens say who somebody is.
///
/// A claim is named as it is, or by the path to it: `realm_access.roles`. What begins with
/// `system:` is the platform's to say, so no issuer may give such a name.
///
/// @param username the claim with the user's name; null for `preferred_username`, else `sub`
/// @param groups the claim with the user's groups
/// @param usernamePrefix stands before every name, so that users of several issuers stay apart
/// @param groupsPrefix stands before every group
public record ClaimRules(
    @Nullable String username, String groups, String usernamePrefix, String groupsPrefix) {

  /// As the reference reads tokens.
  public static final ClaimRules USUAL = new ClaimRules(null, "groups", "", "");

  private static final String PLATFORM = "system:";
  private static final int MOST_GROUPS = 1000;
  private static final Pattern USER = Pattern.compile("[\\x21-\\x7e\\u00a1-\\ud7ff]{1,256}");

  /// Source: the reference's `oidc-groups-safe`.
  private static final Pattern GROUP = Pattern.compile("[A-Za-z0-9:._/-]{1,256}");

  /// What came of reading.
  sealed interface Read {
    /// Somebody.
    record Person(String user, List<String> groups) implements Read {}

    /// Nobody whom we could take it for.
    record Unfit(String reason) implements Read {}
  }

  Read read(Map<String, Object> claims) {
    Object name =
        username == null
            ? claims.getOrDefault("preferred_username", claims.get("sub"))
            : find(claims, username);
    if (!(name instanceof String text) || !USER.matcher(usernamePrefix + text).matches()) {
      return new Read.Unfit("user's name: missing, or no name (expected: 1 to 256 characters)");
    }
    String user = usernamePrefix + text;
    if (user.startsWith(PLATFORM)) {
      return new Read.Unfit("user's name: begins with " + PLATFORM);
    }
    return switch (find(claims, groups)) {
      case null -> person(user, List.of());
      case String one -> person(user, List.of(one));
      case List<?> several when several.size() <= MOST_GROUPS -> person(user, several);
      case Object _ -> new Read.Unfit("groups: no list (expected: at most " + MOST_GROUPS + ")");
    };
  }

  /// Whether claims say in which groups somebody is. Without the claim there are none, if the token
  /// is one that was set up to say it; but an issuer that has too many for a token says so, or
  /// where to ask for them (Microsoft's `hasgroups` and `_claim_names`; OpenID Connect Core,
  /// 5.6.2).
  ///
  /// @param ours whether the token is for ourselves, and not for another client that we take
  boolean tellsGroups(Map<String, Object> claims, boolean ours) {
    if (find(claims, groups) != null) {
      return true;
    }
    boolean elsewhere =
        claims.containsKey("hasgroups")
            || (claims.get("_claim_names") instanceof Map<?, ?> names && names.containsKey(groups));
    return ours && !elsewhere;
  }

  private Read person(String user, List<?> said) {
    SequencedSet<String> names = new LinkedHashSet<>();
    for (Object group : said) {
      if (!(group instanceof String name) || !GROUP.matcher(groupsPrefix + name).matches()) {
        return new Read.Unfit("group: no name (expected: letters, digits and : . _ / -)");
      }
      String whole = groupsPrefix + name;
      if (whole.startsWith(PLATFORM) && !whole.equals(Principal.AUTHENTICATED)) {
        return new Read.Unfit("group: begins with " + PLATFORM);
      }
      names.add(whole);
    }
    names.add(Principal.AUTHENTICATED);
    return new Read.Person(user, List.copyOf(names));
  }

  /// The claim of that name, or the one at the end of that path.
  private static @Nullable Object find(Map<?, ?> claims, String name) {
    Object whole = claims.get(name);
    int dot = name.indexOf('.');
    if (whole != null || dot < 0) {
      return whole;
    }
    return claims.get(name.substring(0, dot)) instanceof Map<?, ?> inner
        ? find(inner, name.substring(dot + 1))
        : null;
  }
}
