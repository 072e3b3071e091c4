package io.maas.systemtests.docs;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.systemtests.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a document promises is there.
class DocumentsTest {

  private static final Map<String, Path> TESTS =
      Repository.modules().stream()
          .flatMap(module -> Repository.sources(module, "src/test/java").stream())
          .collect(Collectors.toMap(DocumentsTest::type, file -> file, (one, other) -> one));

  @Test
  void everyLinkLeadsToAFile() {
    assertThat(Document.all())
        .isNotEmpty()
        .allSatisfy(document -> assertThat(document.deadLinks()).isEmpty());
  }

  @Test
  void everyTestThatADocumentNamesExists() {
    assertThat(Document.all())
        .allSatisfy(document ->
            assertThat(document.namedTests().stream().filter(not(DocumentsTest::exists)))
                .isEmpty());
  }

  @Test
  void findsWhatIsNotThere(@TempDir Path folder) throws IOException {
    var file = folder.resolve("a.md");
    Files.writeString(
        file, "[here](a.md#part) [gone](b.md) [web](https://example.org/b) `NoSuchTest.fails`");
    var document = new Document(file);

    assertThat(document.deadLinks()).containsExactly("b.md");
    assertThat(document.namedTests())
        .isEqualTo(List.of(new Document.NamedTest("NoSuchTest", "fails")))
        .noneMatch(DocumentsTest::exists);
  }

  private static boolean exists(Document.NamedTest test) {
    var file = TESTS.get(test.type());
    return file != null
        && (test.method().isEmpty()
            || new Document(file).text().contains("void " + test.method() + "("));
  }

  private static String type(Path file) {
    return file.getFileName().toString().replace(".java", "");
  }
}
