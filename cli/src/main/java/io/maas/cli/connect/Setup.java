package io.maas.cli.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A client's configuration, complete.
///
/// @param env variables, in their order
/// @param envPlace where variables are kept that are to stay: the client's own JSON file, whose
///   field `env` it reads them from, or a script of ours to source
/// @param files the files beside them
/// @param beside how the client is told to read a file that lies beside its own, with `${beside}`
///   for its path; blank where it cannot be
/// @param run what to type then
record Setup(
    Map<String, String> env, Path envPlace, List<Config> files, String beside, String run) {
  static final ObjectWriter JSON = JsonMapper.builder().build().writerWithDefaultPrettyPrinter();

  Setup {
    env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
    files = List.copyOf(files);
  }

  /// The variables as a shell takes them.
  String exports() {
    return env.entrySet().stream()
        .map(variable -> "export " + variable.getKey() + "=" + quoted(variable.getValue()) + "\n")
        .collect(Collectors.joining());
  }

  /// All files that make it stay.
  List<Config> toWrite() {
    List<Config> all = new ArrayList<>(files);
    if (!env.isEmpty()) {
      all.addFirst(
          envIsJson()
              ? Config.of(envPlace, envAsJson())
              : new Config(envPlace, exports(), Config.Kind.OURS));
    }
    return all;
  }

  /// Whether the client reads its variables from a file by itself.
  boolean envIsJson() {
    return envPlace.toString().endsWith(".json");
  }

  /// Whether variables that were written have to be sourced.
  boolean isSourced() {
    return !env.isEmpty() && !envIsJson();
  }

  private String envAsJson() {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    ObjectNode variables = tree.putObject("env");
    env.forEach(variables::put);
    try {
      return JSON.writeValueAsString(tree) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree that does not print", e);
    }
  }

  /// A text as one word of a shell.
  static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  @Override
  public String toString() {
    return "Setup[" + env.keySet() + ", " + files + "]";
  }
}
