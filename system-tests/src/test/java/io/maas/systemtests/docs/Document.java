package io.maas.systemtests.docs;

import io.maas.systemtests.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A document of the project, in Markdown.
record Document(Path file) {

  /// A link's target in parentheses, without its fragment; addresses with a scheme do not match.
  private static final Pattern LINK = Pattern.compile("]\\((?<target>[^):#]+)(#[^)]*)?\\)");

  /// A test in back quotes: `SomeTest`, or `SomeTest.someMethod`.
  private static final Pattern TEST = Pattern.compile("`(\\w+Test)(?:\\.(\\w+))?`");

  /// A test that a document names; the method is empty where it names the whole class.
  record NamedTest(String type, String method) {}

  static List<Document> all() {
    try (var root = Files.list(Repository.root());
        var docs = Files.walk(Repository.root().resolve("docs"));
        var changelog = Files.walk(Repository.root().resolve("changelog"))) {
      return Stream.of(root, docs, changelog)
          .flatMap(files -> files)
          .filter(file -> file.toString().endsWith(".md"))
          .map(Document::new)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String text() {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Links to files that are not there.
  List<String> deadLinks() {
    var folder = file.toAbsolutePath().getParent();
    return LINK.matcher(text())
        .results()
        .map(match -> match.group("target"))
        .filter(target -> folder == null || Files.notExists(folder.resolve(target)))
        .toList();
  }

  List<NamedTest> namedTests() {
    return TEST.matcher(text())
        .results()
        .map(match -> new NamedTest(match.group(1), match.group(2) == null ? "" : match.group(2)))
        .toList();
  }
}
