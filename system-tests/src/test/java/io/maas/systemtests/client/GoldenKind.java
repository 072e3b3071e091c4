package io.maas.systemtests.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.maas.systemtests.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/// What a golden case may hold, told by its file's name, and the published type of it.
interface GoldenKind {

  /// What the file's name ends with.
  String suffix();

  /// Fails if a text is not of the type.
  void validate(String text) throws JsonProcessingException;

  private static boolean isOf(GoldenKind kind, Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(kind.suffix()) && !name.startsWith("ask.");
  }

  /// A test for each golden case of some kinds.
  ///
  /// @param least how many there have to be
  static Stream<DynamicTest> tests(int least, List<? extends GoldenKind> kinds, Texts texts)
      throws IOException {
    Path golden = Repository.root().resolve("protocol/src/test/golden");
    List<Path> files;
    try (Stream<Path> all = Files.walk(golden)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    List<DynamicTest> tests =
        files.stream()
            .flatMap(file ->
                kinds.stream()
                    .filter(kind -> isOf(kind, file))
                    .map(kind ->
                        DynamicTest.dynamicTest(
                            golden.relativize(file).toString(), () -> check(kind, texts.of(file)))))
            .toList();
    assertThat(tests).hasSizeGreaterThan(least);
    return tests.stream();
  }

  private static void check(GoldenKind kind, List<String> texts) {
    for (String text : texts) {
      assertThatCode(() -> kind.validate(text)).as(text).doesNotThrowAnyException();
    }
  }

  /// The JSON in a file that the types know of.
  interface Texts {
    List<String> of(Path file) throws IOException;

    /// The one body, or the data of each event.
    static Stream<String> in(Path file, String content) {
      return file.toString().endsWith(".sse")
          ? content
              .lines()
              .filter(line -> line.startsWith("data: {"))
              .map(line -> line.substring(6))
          : Stream.of(content);
    }
  }
}
