package io.maas.app.demo;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The resources of the demo: the tiers of the first seed, its model and three more, and who may
/// call them.
public final class DemoResources {
  /// The group whose members may use the subscription for load tests.
  public static final String LOAD_TESTERS = "load-testers";

  /// The group that the premium tier is for.
  public static final String PREMIUM_GROUP = "premium-group";

  /// What the simulator has to serve.
  public static final List<String> SERVED_MODELS =
      List.of(
          "ibm-granite/granite-3.1-2b-instruct",
          "meta-llama/llama-4-scout",
          "google/gemma-4",
          "facebook/opt-125m");

  /// In the order in which they are applied.
  private static final List<String> FILES =
      List.of("tenant.yaml", "tiers.yaml", "models.yaml", "access.yaml", "load.yaml");

  private static final String SIMULATOR_URL = "${SIMULATOR_URL}";

  private DemoResources() {}

  /// The documents, as trees of maps, lists, strings, numbers and booleans.
  ///
  /// @param simulator where the models answer
  public static List<Map<String, Object>> documents(URI simulator) {
    List<Map<String, Object>> documents = new ArrayList<>();
    for (String file : FILES) {
      documents.addAll(parse(text(file).replace(SIMULATOR_URL, simulator.toString())));
    }
    return documents;
  }

  private static List<Map<String, Object>> parse(String text) {
    var yaml = new YAMLMapper();
    try (var parser = yaml.createParser(text)) {
      return yaml.readerFor(new TypeReference<Map<String, Object>>() {})
          .<Map<String, Object>>readValues(parser)
          .readAll();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(String file) {
    try (InputStream in = DemoResources.class.getResourceAsStream("/demo/" + file)) {
      if (in == null) {
        throw new IllegalStateException("demo/" + file + " is not in the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
