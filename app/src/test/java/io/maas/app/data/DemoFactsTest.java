package io.maas.app.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoFactsTest {
  private static final DemoFacts FACTS =
      new DemoFacts(
          "http://127.0.0.1:8080",
          "admin",
          "free-token",
          "premium-token",
          "sk-oai-free_a",
          "sk-oai-premium_b",
          "sk-oai-load_c",
          "postgresql://maas:p%40ss@127.0.0.1:5432/maas?a=b&c=d",
          "http://127.0.0.1:8000",
          "http://127.0.0.1:9080");

  @TempDir Path data;

  @Test
  void writesAFileThatOnlyItsOwnerReads() throws IOException {
    FACTS.write(data);

    Path file = DemoFacts.fileIn(data);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(file)
        .content()
        .contains("MAAS_URL=http://127.0.0.1:8080\n")
        .contains("MAAS_INTERNAL_URL=http://127.0.0.1:9080\n")
        .contains("MAAS_LOAD_KEY=sk-oai-load_c\n")
        .contains("MAAS_POSTGRES_URL='postgresql://maas:p%40ss@127.0.0.1:5432/maas?a=b&c=d'\n");
    try (Stream<Path> files = Files.list(data)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void readsBackWhatTheLastStartWrote() throws IOException {
    FACTS.write(data);
    FACTS.write(data);

    assertThat(DemoFacts.read(data)).contains(FACTS);
  }

  @Test
  void readsNothingWhereSomethingIsMissing() throws IOException {
    assertThat(DemoFacts.read(data)).isEmpty();
    Files.writeString(DemoFacts.fileIn(data), "MAAS_URL=http://127.0.0.1:8080\n");

    assertThat(DemoFacts.read(data)).isEmpty();
  }

  @Test
  void showsNoSecretWhenPrinted() {
    assertThat(FACTS.toString()).isEqualTo("DemoFacts[http://127.0.0.1:8080]");
  }
}
