package io.maas.store.file;

import io.maas.domain.catalog.Secret;
import io.maas.domain.resource.Surroundings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Secrets as files: `{directory}/{namespace}/{name}/{key}`, which is how Kubernetes mounts them.
/// Read each time resources are compiled, so that a changed file counts soon.
public final class SecretFiles implements Surroundings.Secrets {

  private static final Logger LOG = LoggerFactory.getLogger(SecretFiles.class);

  /// No separators and no dots alone: a name cannot lead out of the directory.
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");

  /// Namespace, name and key, below links and what they lead to.
  private static final int DEPTH = 4;

  private static final int MOST_FILES = 100_000;

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

  /// What there is, as far as it can be told without reading it: another answer means that
  /// something changed. Links are followed, which is how Kubernetes replaces what it mounts.
  Map<Path, String> marks() {
    Map<Path, String> marks = new HashMap<>();
    try (Stream<Path> files = Files.walk(directory, DEPTH, FileVisitOption.FOLLOW_LINKS)) {
      files.limit(MOST_FILES).forEach(file -> marks.put(file, mark(file)));
    } catch (IOException | UncheckedIOException _) {
      // no directory, or one that changes right now: the next look tells
    }
    return marks;
  }

  private static String mark(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS)
          + " "
          + attributes.size()
          + " "
          + attributes.fileKey();
    } catch (IOException e) {
      return e.getClass().getSimpleName();
    }
  }

  private static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }
}
