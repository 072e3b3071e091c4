package io.maas.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.control.access.Capacity;
import io.maas.control.access.Permission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The table of rights and its page agree. After a change of the table, this writes the page: `mvn
/// test -pl control -Dtest=RolesPageTest -Dmaas.write=true`.
class RolesPageTest {

  private static final Path PAGE = Path.of("..", "docs", "roles.md");
  private static final String BEGIN = "<!-- the table of io.maas.control.access.Permission -->\n";
  private static final String END = "<!-- the end of it -->\n";

  @Test
  void pageHasTheTableThatDecides() throws IOException {
    String page = Files.readString(PAGE);
    String written =
        page.substring(0, page.indexOf(BEGIN) + BEGIN.length())
            + table()
            + page.substring(page.indexOf(END));
    if (Boolean.getBoolean("maas.write")) {
      Files.writeString(PAGE, written);
    }

    assertThat(PAGE).content().isEqualTo(written);
  }

  private static String table() {
    List<String> lines = Arrays.stream(Permission.values()).map(RolesPageTest::line).toList();
    String titles =
        Arrays.stream(Capacity.values())
            .map(Capacity::title)
            .collect(Collectors.joining(" | ", "| permission | ", " | what it is | changes |\n"));
    String rule = "|---".repeat(Capacity.values().length + 3) + "|\n";
    return titles + rule + String.join("", lines);
  }

  private static String line(Permission permission) {
    Stream<String> reaches =
        Arrays.stream(Capacity.values()).map(capacity -> permission.of(capacity).title());
    return reaches.collect(
        Collectors.joining(
            " | ",
            "| `" + permission + "` | ",
            " | "
                + permission.description()
                + " | "
                + (permission.changes() ? "yes" : "no")
                + " |\n"));
  }
}
