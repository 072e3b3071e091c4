package io.maas.store.file;

import io.maas.domain.catalog.Secret;
import io.maas.domain.resource.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Secrets as files: `{directory}/{namespace}/{name}/{key}`, which is how Kubernetes mounts them.
/// Read each time resources are compiled, so that a changed file counts soon.
public final class SecretFiles implements Surroundings.Secrets {

  private static final Logger LOG = LoggerFactory.getLogger(SecretFiles.class);

  /// No separators and no dots alone: a name cannot lead out of the directory.
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");

  private final Path directory;

  public SecretFiles(Path directory) {
    this.directory = directory;
  }

  @Override
  public Optional<Secret> find(String namespace, String name, String key) {
    if (!isName(namespace) || !isName(name) || !isName(key)) {
      return Optional.empty();
    }
    Path file = directory.resolve(namespace).resolve(name).resolve(key);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Secret(Files.readString(file).strip()));
    } catch (IOException e) {
      LOG.atWarn()
          .setMessage("secret cannot be read")
          .addKeyValue("secret", namespace + "/" + name)
          .addKeyValue("error", e.getClass().getSimpleName())
          .log();
      return Optional.empty();
    }
  }

  private static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }
}
