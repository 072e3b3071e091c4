package io.maas.control.key;

import io.maas.control.call.Fields;
import io.maas.control.call.GoDuration;
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
record KeyRequest(
    @Nullable String name,
    @Nullable String description,
    @Nullable String subscription,
    @Nullable Duration lifetime,
    boolean ephemeral,
    Map<String, String> labels,
    List<Limit> limits) {

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
        OwnLimits.read(body));
  }

  private static @Nullable String name(Fields body, boolean ephemeral) {
    String name = body.text("name");
    if (name == null) {
      if (!ephemeral && body.sound()) {
        body.complain("name is required for non-ephemeral keys");
      }
    } else if (name.isBlank()) {
      body.complain("key name cannot be whitespace only");
    } else if (name.codePointCount(0, name.length()) > LONGEST_NAME) {
      body.refuse(
          "name", name.codePointCount(0, name.length()) + " characters", "at most " + LONGEST_NAME);
    } else if (Labels.hasControls(name)) {
      body.refuse("name", "a control character", "none");
    }
    return name;
  }

  private static @Nullable Duration lifetime(Fields body) {
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
