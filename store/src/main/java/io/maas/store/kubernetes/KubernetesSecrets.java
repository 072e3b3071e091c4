package io.maas.store.kubernetes;

import io.maas.domain.catalog.Secret;
import io.maas.domain.resource.Surroundings;
import io.maas.domain.secret.SecretName;
import io.maas.store.kubernetes.SecretReader.Away;
import io.maas.store.kubernetes.SecretReader.Found;
import io.maas.store.kubernetes.SecretReader.Gone;
import io.maas.store.kubernetes.SecretReader.Read;
import io.maas.store.kubernetes.SecretReader.Refused;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Secrets of a cluster. A secret is read when it is asked for first, and from then on by every
/// [#lookAgain], as long as somebody goes on asking for it.
///
/// A secret that is gone has no values any more. One that cannot be read keeps those that it had:
/// an API server that is away for an hour, or a role that was taken away by mistake, does not stop
/// models that work.
public final class KubernetesSecrets implements Surroundings.Secrets {

  private static final Logger LOG = LoggerFactory.getLogger(KubernetesSecrets.class);

  /// As Kubernetes names things; nothing in it means anything in a path.
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");

  /// Resources name few secrets; these are the most that are held, and read again each time.
  private static final int MOST = 1000;

  /// Resources are compiled twice a minute, and all that they name is asked for then.
  private static final long FORGOTTEN_NANOS = Duration.ofMinutes(10).toNanos();

  /// After a server that was away nobody waits for it again so soon.
  private static final long PAUSE_NANOS = Duration.ofSeconds(5).toNanos();

  private final SecretReader reader;
  private final LongSupplier ticker;
  private final Map<SecretName, Held> held = new ConcurrentHashMap<>();
  private volatile long pausedUntil;

  /// What is known of a secret.
  ///
  /// @param values that it had last
  /// @param trouble why it could not be read the last time; empty if it could
  private record Held(String version, Map<String, Secret> values, String trouble, long askedAt) {
    Held asked(long now) {
      return new Held(version, values, trouble, now);
    }
  }

  /// @param ticker monotonic nanoseconds
  public KubernetesSecrets(SecretReader reader, LongSupplier ticker) {
    this.reader = reader;
    this.ticker = ticker;
    this.pausedUntil = ticker.getAsLong();
  }

  @Override
  public Optional<Secret> find(String namespace, String name, String key) {
    if (!NAME.matcher(namespace).matches() || !NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    SecretName wanted = new SecretName(namespace, name);
    long now = ticker.getAsLong();
    Held known = held.computeIfPresent(wanted, (_, last) -> last.asked(now));
    if (known == null) {
      if (held.size() >= MOST || now - pausedUntil < 0) {
        return Optional.empty();
      }
      known = take(wanted, new Held("", Map.of(), "", now));
    }
    return Optional.ofNullable(known.values().get(key));
  }

  /// Reads again what is in use; whether anything has changed.
  public boolean lookAgain() {
    boolean changed = false;
    long now = ticker.getAsLong();
    held.values().removeIf(one -> now - one.askedAt() > FORGOTTEN_NANOS);
    for (Map.Entry<SecretName, Held> one : held.entrySet()) {
      Held before = one.getValue();
      Held after = take(one.getKey(), before);
      changed |= !after.version().equals(before.version());
      if (ticker.getAsLong() - pausedUntil < 0) {
        break; // it is away: the others would wait for it one after the other
      }
    }
    return changed;
  }

  private Held take(SecretName name, Held before) {
    Read read = reader.read(name);
    Held after =
        switch (read) {
          case Found(String version, Map<String, Secret> values) ->
              new Held(version, values, "", before.askedAt());
          case Gone _ -> new Held("", Map.of(), "", before.askedAt());
          case Refused(String why) ->
              new Held(before.version(), before.values(), why, before.askedAt());
          case Away(String why) -> {
            pausedUntil = ticker.getAsLong() + PAUSE_NANOS;
            yield new Held(before.version(), before.values(), why, before.askedAt());
          }
        };
    held.put(name, after);
    if (!after.trouble().equals(before.trouble())) {
      tell(name, after.trouble());
    }
    return after;
  }

  private static void tell(SecretName name, String trouble) {
    if (trouble.isEmpty()) {
      LOG.atInfo().setMessage("secret can be read again").addKeyValue("secret", name).log();
    } else {
      LOG.atWarn()
          .setMessage("secret cannot be read from Kubernetes")
          .addKeyValue("secret", name)
          .addKeyValue("error", trouble)
          .log();
    }
  }

  /// How many there are, and nothing of what they are.
  @Override
  public String toString() {
    return "KubernetesSecrets[" + held.size() + "]";
  }
}
