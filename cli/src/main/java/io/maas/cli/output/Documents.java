package io.maas.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.PrintWriter;
import java.util.function.Function;

/// Prints an answer in the form that was asked for.
public final class Documents {
  private Documents() {}

  /// Made when JSON is asked for: most commands show a table.
  private static final class Json {
    private static final ObjectWriter WRITER =
        JsonMapper.builder().build().writerWithDefaultPrettyPrinter();
  }

  /// Made when YAML is asked for.
  private static final class Yaml {
    private static final ObjectWriter WRITER =
        YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build()
            .writer();
  }

  /// Prints an answer.
  ///
  /// @param answer what programs get
  /// @param table what people get, made of the answer
  public static void print(Printer printer, JsonNode answer, Function<JsonNode, Table> table) {
    switch (printer.format()) {
      case table -> table.apply(answer).print(printer.out(), printer.colours());
      case json -> printer.out().println(text(Json.WRITER, answer));
      case yaml -> printer.out().println(yaml(answer));
    }
    printer.out().flush();
  }

  /// A tree as YAML, without an end of line behind it.
  public static String yaml(JsonNode tree) {
    return text(Yaml.WRITER, tree).stripTrailing();
  }

  /// Where to print, and how.
  public record Printer(PrintWriter out, boolean colours, Format format) {}

  private static String text(ObjectWriter writer, JsonNode answer) {
    try {
      return writer.writeValueAsString(answer);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree that does not print", e);
    }
  }
}
