package io.maas.simulator.book;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A request's id in few bytes: ids are mostly UUIDs, some with an attempt after them (`<uuid>.2`),
/// and those fit into 17 bytes; `odd` holds any other as it is.
record RequestId(long high, long low, byte attempt, @Nullable String odd) {
  private static final int UUID_LENGTH = 36;

  static RequestId of(String id) {
    if (id.length() >= UUID_LENGTH) {
      var base = id.substring(0, UUID_LENGTH);
      var packed = pack(base, id.substring(UUID_LENGTH));
      if (packed != null && packed.text().equals(id)) {
        return packed;
      }
    }
    return new RequestId(0, 0, (byte) 0, id);
  }

  String text() {
    if (odd != null) {
      return odd;
    }
    var uuid = new UUID(high, low).toString();
    return attempt == 0 ? uuid : uuid + "." + attempt;
  }

  private static @Nullable RequestId pack(String base, String rest) {
    try {
      var uuid = UUID.fromString(base);
      byte attempt = rest.isEmpty() ? 0 : Byte.parseByte(rest.substring(1));
      return new RequestId(
          uuid.getMostSignificantBits(), uuid.getLeastSignificantBits(), attempt, null);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
