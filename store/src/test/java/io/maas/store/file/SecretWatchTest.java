package io.maas.store.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretWatchTest {

  @TempDir private Path directory;

  private final AtomicInteger told = new AtomicInteger();
  private Path secret = Path.of("");

  @BeforeEach
  void mount() throws IOException {
    secret = directory.resolve("secrets/llm/openai-key");
    Files.createDirectories(secret);
    Files.writeString(secret.resolve("api-key"), "sk-1");
  }

  @Test
  void tellsOnceOfAFileThatWasReplaced() throws IOException {
    SecretWatch watch = watch();
    watch.run();
    assertThat(told).hasValue(0);

    Path fresh = Files.writeString(directory.resolve("fresh"), "sk-2");
    Files.move(fresh, secret.resolve("api-key"), StandardCopyOption.REPLACE_EXISTING);
    watch.run();
    watch.run();

    assertThat(told).hasValue(1);
  }

  @Test
  void tellsOfAFileThatCameAndOneThatWent() throws IOException {
    SecretWatch watch = watch();

    Files.writeString(secret.resolve("session-token"), "t");
    watch.run();
    Files.delete(secret.resolve("session-token"));
    watch.run();

    assertThat(told).hasValue(2);
  }

  @Test
  void tellsOfWhatKubernetesReplacesBehindALink() throws IOException {
    Path mounted = Files.createDirectories(directory.resolve("secrets/llm/mounted"));
    Path one = Files.createDirectories(mounted.resolve("..1"));
    Path two = Files.createDirectories(mounted.resolve("..2"));
    Files.writeString(one.resolve("api-key"), "sk-1");
    Files.writeString(two.resolve("api-key"), "sk-2");
    Files.createSymbolicLink(mounted.resolve("..data"), Path.of("..1"));
    Files.createSymbolicLink(mounted.resolve("api-key"), Path.of("..data/api-key"));
    SecretWatch watch = watch();

    Files.createSymbolicLink(mounted.resolve("..data_tmp"), Path.of("..2"));
    Files.move(
        mounted.resolve("..data_tmp"),
        mounted.resolve("..data"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    watch.run();

    assertThat(told).hasValue(1);
    assertThat(new SecretFiles(directory.resolve("secrets")).find("llm", "mounted", "api-key"))
        .hasValueSatisfying(value -> assertThat(value.value()).isEqualTo("sk-2"));
  }

  @Test
  void waitsForADirectoryThatIsNotThereYet() throws IOException {
    SecretFiles files = new SecretFiles(directory.resolve("later"));
    SecretWatch watch = new SecretWatch(files, told::incrementAndGet);
    watch.run();
    assertThat(told).hasValue(0);

    Files.createDirectories(directory.resolve("later/llm/x"));
    watch.run();
    assertThat(told).hasValue(1);
  }

  private SecretWatch watch() {
    return new SecretWatch(new SecretFiles(directory.resolve("secrets")), told::incrementAndGet);
  }
}
