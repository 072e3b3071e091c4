package io.maas.identity.password;

import io.maas.domain.access.PasswordHash;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/// argon2id (RFC 9106) in the usual spelling: `$argon2id$v=19$m=…,t=…,p=1$salt$hash`. Only so many
/// are computed at once, so that guessing takes no memory from what else the process does.
public final class Argon2Hash implements PasswordHash {

  private static final Pattern SPELLING =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=([0-9]{1,7}),t=([0-9]{1,3}),p=1"
              + "\\$([A-Za-z0-9+/]{22,86})\\$([A-Za-z0-9+/]{43})");
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final byte[] NO_SALT = new byte[SALT_BYTES];

  private final Argon2Cost cost;
  private final RandomGenerator random;
  private final Semaphore running;

  /// @param random must be fit for secrets
  /// @param atOnce how many are computed at once; others wait
  public Argon2Hash(Argon2Cost cost, RandomGenerator random, int atOnce) {
    this.cost = cost;
    this.random = random;
    this.running = new Semaphore(atOnce, true);
  }

  @Override
  public String of(String password) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    Base64.Encoder text = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=1$%s$%s"
        .formatted(
            cost.kibibytes(),
            cost.passes(),
            text.encodeToString(salt),
            text.encodeToString(compute(password, cost, salt)));
  }

  @Override
  public Check check(String password, @Nullable String hash) {
    Matcher kept = SPELLING.matcher(hash == null ? "" : hash);
    if (!kept.matches()) {
      var _ = compute(password, cost, NO_SALT);
      return Check.DIFFERENT;
    }
    Argon2Cost paid =
        new Argon2Cost(Integer.parseInt(kept.group(1)), Integer.parseInt(kept.group(2)));
    byte[] salt = Base64.getDecoder().decode(kept.group(3));
    byte[] expected = Base64.getDecoder().decode(kept.group(4));
    if (!MessageDigest.isEqual(compute(password, paid, salt), expected)) {
      return Check.DIFFERENT;
    }
    boolean weak = paid.kibibytes() < cost.kibibytes() || paid.passes() < cost.passes();
    return weak ? Check.SAME_BUT_WEAK : Check.SAME;
  }

  private byte[] compute(String password, Argon2Cost paid, byte[] salt) {
    running.acquireUninterruptibly();
    try {
      Argon2BytesGenerator generator = new Argon2BytesGenerator();
      generator.init(
          new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
              .withVersion(Argon2Parameters.ARGON2_VERSION_13)
              .withMemoryAsKB(paid.kibibytes())
              .withIterations(paid.passes())
              .withParallelism(1)
              .withSalt(salt)
              .build());
      byte[] hash = new byte[HASH_BYTES];
      generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
      return hash;
    } finally {
      running.release();
    }
  }
}
