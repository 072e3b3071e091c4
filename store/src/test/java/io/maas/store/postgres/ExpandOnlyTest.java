package io.maas.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A migration adds. What the release before reads or writes is taken away no sooner than a release
/// later, by a migration that says so: `-- contract: <release> stopped using it`.
class ExpandOnlyTest {

  private static final Path MIGRATIONS = Path.of("src", "main", "resources", "db", "migration");
  private static final Pattern VERSION = Pattern.compile("V([0-9]+)__.*\\.sql");

  /// The schema before anybody could have a release to go back to.
  private static final int FIRST_RELEASED = 16;

  /// What breaks who does not know of it.
  private static final List<Pattern> NARROWING =
      Stream.of(
              "drop (table|column|view|function|constraint|default|index|type)",
              "rename (to|column|constraint)",
              "\\balter column \\S+ (set data )?type\\b",
              "\\bset not null\\b",
              "\\badd column (if not exists )?[^;,]*\\bnot null\\b(?![^;,]*\\bdefault\\b)",
              "\\badd (constraint \\S+ )?(check|unique|foreign key|primary key|exclude)\\b",
              "\\btruncate\\b(?! on )",
              "\\bcreate unique index\\b(?=[^;]* on"
                  + " (api_keys|users|groups|group_members|user_tokens"
                  + "|resources|resource_clock|secrets|epochs|gateways|epoch_holds|usage_|ledger_))")
          .map(Pattern::compile)
          .toList();

  private static List<String> flaws(String sql) {
    String statements =
        sql.lines()
            .map(line -> line.replaceFirst("--.*", ""))
            .reduce("", (a, b) -> a + " " + b)
            .toLowerCase(Locale.ROOT)
            .replaceAll("\\s+", " ");
    List<String> flaws = new ArrayList<>();
    for (Pattern narrowing : NARROWING) {
      Matcher found = narrowing.matcher(statements);
      if (found.find()) {
        flaws.add(found.group());
      }
    }
    return sql.contains("-- contract: ") ? List.of() : flaws;
  }

  private static List<Path> later() throws IOException {
    try (Stream<Path> files = Files.list(MIGRATIONS)) {
      return files
          .filter(file -> {
            Matcher version = VERSION.matcher(file.getFileName().toString());
            return version.matches() && Integer.parseInt(version.group(1)) > FIRST_RELEASED;
          })
          .sorted()
          .toList();
    }
  }

  @Test
  void migrationsOnlyAdd() throws IOException {
    assertThat(later()).isNotEmpty();
    for (Path migration : later()) {
      assertThat(flaws(Files.readString(migration))).as("%s", migration.getFileName()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "drop table users;",
        "alter table users drop column admin;",
        "alter table users rename column admin to root;",
        "alter table users alter column name type varchar(8);",
        "alter table users\n  alter column\n  name set not null;",
        "alter table users add column kind text not null;",
        "alter table users add constraint short check (length(name) < 9);",
        "create unique index one on api_keys (name);",
      })
  void seesWhatNarrows(String sql) {
    assertThat(flaws(sql)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create table jobs (name text primary key, runner text not null);",
        "alter table users add column kind text not null default 'person';",
        "alter table users add column kind text;",
        "create index fast on api_keys (name); -- drop table users",
        "-- contract: 1.2 stopped using it\nalter table users drop column admin;",
      })
  void leavesWhatAdds(String sql) {
    assertThat(flaws(sql)).isEmpty();
  }
}
