package io.maas.app.server;

import io.maas.control.audit.AuditTrail;
import io.maas.control.user.UserOperations;
import io.maas.domain.access.CredentialHash;
import io.maas.domain.access.Users;
import io.maas.domain.audit.AuditEntry.Thing;
import io.maas.domain.resource.Kind;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// The first administrator: made at the first start, with a token in a file that only the owner of
/// the data directory can read. There is no password and no default.
final class Administrator {

  private static final String NAME = "admin";
  private static final String FILE = "admin.token";
  private static final Duration GOOD_FOR = Duration.ofDays(3650);
  private static final int TOKEN_BYTES = 32;

  private Administrator() {}

  /// Returns the administrator's token, made now if there is none yet.
  static String token(
      Path data, Users users, AuditTrail trail, RandomGenerator secrets, Instant now)
      throws IOException {
    Path file = data.resolve(FILE);
    if (Files.exists(file) && users.find(Kind.TENANT_NAMESPACE, NAME).isPresent()) {
      return Files.readString(file).strip();
    }
    byte[] random = new byte[TOKEN_BYTES];
    secrets.nextBytes(random);
    String token = "maas-" + new BigInteger(1, random).toString(Character.MAX_RADIX);
    Thing account = new Thing("users", NAME);
    String action = UserOperations.CREATE.id();
    if (!trail.own(Kind.TENANT_NAMESPACE, "start", action, account, Map.of("admin", true))) {
      throw new IOException(
          "the audit log cannot be written (expected: it can, before there is an"
              + " administrator)");
    }
    users.create(new Users.User(Kind.TENANT_NAMESPACE, NAME, true, List.of(), now));
    users.insertToken(
        Kind.TENANT_NAMESPACE, NAME, CredentialHash.of(token), now, now.plus(GOOD_FOR));
    writePrivately(file, token + "\n");
    return token;
  }

  /// Writes a file that only its owner can read, at no moment otherwise.
  static void writePrivately(Path file, String text) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(fresh, text, StandardOpenOption.WRITE);
    Files.move(
        fresh,
        file,
        java.nio.file.StandardCopyOption.ATOMIC_MOVE,
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }
}
