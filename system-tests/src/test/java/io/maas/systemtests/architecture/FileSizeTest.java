package io.maas.systemtests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.systemtests.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A file that needs more lines than this is about more than one word of the field.
class FileSizeTest {

  private static final long MOST_LINES = 400;

  @Test
  void noJavaFileIsLongerThanFourHundredLines() {
    var files = Repository.modules().stream().flatMap(FileSizeTest::sources).toList();
    assertThat(files).isNotEmpty();
    assertThat(tooLong(files)).isEmpty();
  }

  @Test
  void findsAFileThatIsTooLong(@TempDir Path folder) throws IOException {
    var atTheLimit = Files.writeString(folder.resolve("AtTheLimit.java"), "\n".repeat(400));
    var beyondIt = Files.writeString(folder.resolve("BeyondIt.java"), "\n".repeat(401));

    assertThat(tooLong(List.of(atTheLimit, beyondIt))).containsExactly(beyondIt);
  }

  private static Stream<Path> sources(Path module) {
    return Repository.sources(module, "src").stream();
  }

  private static List<Path> tooLong(List<Path> files) {
    return files.stream().filter(file -> lines(file) > MOST_LINES).toList();
  }

  private static long lines(Path file) {
    try (var lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
