package io.maas.app.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// Who a gateway is: an id that lives in its data directory beside its journal, and names its chain
/// in the ledger. A directory that moves to another machine is the same gateway.
public final class GatewayId {

  private static final String FILE = "gateway-id";

  private GatewayId() {}

  /// The directory's id, made when it is asked for first.
  ///
  /// @throws IOException if the file cannot be read or written, or holds something else
  public static String in(Path data, RandomGenerator random) throws IOException {
    Path file = data.resolve(FILE);
    if (!Files.exists(file)) {
      Path fresh = data.resolve(FILE + ".new");
      Files.writeString(fresh, new UUID(random.nextLong(), random.nextLong()) + "\n");
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
    String text = Files.readString(file).strip();
    try {
      return UUID.fromString(text).toString();
    } catch (IllegalArgumentException _) {
      throw new IOException(file + ": " + text + " (expected: a UUID)");
    }
  }
}
