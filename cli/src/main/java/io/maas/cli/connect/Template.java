package io.maas.cli.connect;

import io.maas.cli.shell.Shell;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A client's configuration with blanks: `${url}`, `${key}`, `${model}`, `${context}`, `${ca}`.
///
/// Its sections begin with a line of their own: `@env [FILE]` (variables; FILE is the client's JSON
/// that holds such), `@file FILE` (a file, verbatim), `@beside` (how the client is told to read
/// another file than its own) and `@run` (what to type then). A line whose blank nobody can fill is
/// left out.
record Template(String name, List<Section> sections) {
  private static final Pattern BLANK = Pattern.compile("\\$\\{(url|key|model|context|ca)}");
  private static final String ENV_PLACE = "${XDG_CONFIG_HOME:-~/.config}/maas/";

  /// A part of it.
  ///
  /// @param kind the word after `@`
  /// @param place what comes after that word
  record Section(String kind, String place, String text) {}

  Template {
    sections = List.copyOf(sections);
  }

  /// A client's.
  static Template of(Client client) {
    String resource = client.name() + ".txt";
    try (InputStream in = Template.class.getResourceAsStream(resource)) {
      String text =
          new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
      return new Template(client.name(), parse(text));
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }

  private static List<Section> parse(String text) {
    List<Section> sections = new ArrayList<>();
    for (String part : text.split("(?m)^@(?=(?:env|file|beside|run)\\b)", -1)) {
      if (!part.isBlank()) {
        int end = part.indexOf('\n');
        String[] heading = part.substring(0, end).strip().split(" ", 2);
        sections.add(
            new Section(
                heading[0], heading.length == 2 ? heading[1] : "", part.substring(end + 1)));
      }
    }
    return sections;
  }

  /// Fills it.
  ///
  /// @param shell whose files they are
  Setup fill(Access access, Shell shell) {
    Map<String, String> env = new LinkedHashMap<>();
    List<Config> files = new ArrayList<>();
    String envPlace = ENV_PLACE + name + ".env";
    String beside = "";
    String run = "";
    for (Section section : sections) {
      String text = filled(section.text(), access);
      switch (section.kind()) {
        case "env" -> {
          text.lines().map(line -> line.split("=", 2)).forEach(line -> env.put(line[0], line[1]));
          envPlace = section.place().isEmpty() ? envPlace : section.place();
        }
        case "file" -> files.add(Config.of(Place.of(section.place(), shell), text));
        case "beside" -> beside = text.strip();
        case "run" -> run = text.strip();
        default -> throw new IllegalStateException(name + ".txt: @" + section.kind());
      }
    }
    return new Setup(env, Place.of(envPlace, shell), files, beside, run);
  }

  private static String filled(String text, Access access) {
    var lines = new StringBuilder();
    text.lines()
        .filter(line -> blanks(line).allMatch(blank -> access.value(blank).isPresent()))
        .map(line -> BLANK.matcher(line).replaceAll(blank -> value(blank, access)))
        .forEach(line -> lines.append(line).append('\n'));
    return lines.toString();
  }

  private static Stream<String> blanks(String line) {
    return BLANK.matcher(line).results().map(blank -> blank.group(1));
  }

  private static String value(MatchResult blank, Access access) {
    return Matcher.quoteReplacement(access.value(blank.group(1)).orElseThrow());
  }
}
