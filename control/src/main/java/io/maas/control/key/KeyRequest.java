package io.maas.control.key;

import io.maas.control.call.Fields;
import io.maas.control.call.GoDuration;
import io.maas.domain.access.IpRange;
import io.maas.domain.metering.Limit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What somebody who wants a key says of it.
///
/// @param name absent only for an ephemeral one
/// @param lifetime absent for the longest that is allowed
/// @param limits of the key's own, below those of its subscription
/// @param user whose it is to be; absent for whoever asks
/// @param team whose it is to be instead
/// @param models names of those that it is to be used for; none for all
/// @param from where it is to be used; none for everywhere
record KeyRequest(
    @Nullable String name,
    @Nullable String description,
    @Nullable String subscription,
    @Nullable Duration lifetime,
    boolean ephemeral,
    Map<String, String> labels,
    List<Limit> limits,
    @Nullable String user,
    @Nullable String team,
    List<String> models,
    List<IpRange> from) {

  private static final int LONGEST_NAME = 128;

  /// Reads a body and notes what is wrong with it.
  static KeyRequest read(Fields body) {
    boolean ephemeral = body.flag("ephemeral", false);
    return new KeyRequest(
        name(body, ephemeral),
        body.text("description"),
        body.text("subscription"),
        lifetime(body),
        ephemeral,
        Labels.read(body, "labels"),
        OwnLimits.read(body),
        body.text("username"),
        team(body),
        KeyScopes.names(body),
        KeyScopes.addresses(body));
  }

  private static @Nullable String team(Fields body) {
    String team = body.object("owner").text("team");
    if (body.has("owner") && team == null && body.sound()) {
      body.refuse("owner", "no team", "{team: NAME}");
    }
    if (team != null && body.has("username")) {
      body.refuse("username", "beside owner", "one of them");
    }
    return team;
  }

  private static @Nullable String name(Fields body, boolean ephemeral) {
    String name = body.text("name");
    if (name == null) {
      if (!ephemeral && body.sound()) {
        body.complain("name is required for non-ephemeral keys");
      }
    } else {
      checkName(body, name);
    }
    return name;
  }

  /// Notes what is wrong with a name.
  static void checkName(Fields body, String name) {
    if (name.isBlank()) {
      body.complain("key name cannot be whitespace only");
    } else if (name.codePointCount(0, name.length()) > LONGEST_NAME) {
      body.refuse(
          "name", name.codePointCount(0, name.length()) + " characters", "at most " + LONGEST_NAME);
    } else if (Labels.hasControls(name)) {
      body.refuse("name", "a control character", "none");
    }
  }

  /// How long it is to live, if that is said.
  static @Nullable Duration lifetime(Fields body) {
    Object value = body.raw("expiresIn");
    if (value == null || value.equals("")) {
      return null;
    }
    Optional<Duration> lifetime = GoDuration.read(value);
    if (lifetime.isEmpty()) {
      body.refuse("expiresIn", String.valueOf(value), GoDuration.EXPECTED);
    } else if (!lifetime.get().isPositive()) {
      body.refuse("expiresIn", String.valueOf(value), "> 0");
    }
    return lifetime.orElse(null);
  }
}
