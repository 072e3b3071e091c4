package io.maas.protocol.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalBodyTest {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  @Property(tries = 300)
  void isTheSameHoweverFieldsAreOrderedAndBlanksAreSet(
      @ForAll("bodies") ObjectNode body, @ForAll long seed) {
    Random random = new Random(seed);

    assertThat(of(spread(body, random))).isEqualTo(of(body.toString()));
  }

  @Property(tries = 300)
  void isAnotherWhateverIsChanged(@ForAll("bodies") ObjectNode body, @ForAll long seed) {
    ObjectNode other = body.deepCopy();
    change(other, new Random(seed));

    assertThat(of(other.toString())).isNotEqualTo(of(body.toString()));
  }

  /// Two that are not of one origin: what is equal says the same.
  @Property(tries = 300)
  void isTheSameOnlyForTheSameTree(
      @ForAll("bodies") ObjectNode one, @ForAll("bodies") ObjectNode other) {
    assertThat(of(one.toString()).equals(of(other.toString()))).isEqualTo(one.equals(other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"x":1}      | {"x":1.0}
          {"x":1}      | {"x":"1"}
          {"x":1}      | {"x":10}
          {"x":0}      | {"x":-0}
          {"x":100}    | {"x":1e2}
          {"x":null}   | {}
          {"x":null}   | {"x":false}
          {"x":false}  | {"x":"false"}
          {"x":[]}     | {"x":{}}
          {"x":[1,2]}  | {"x":[2,1]}
          {"x":[1,2]}  | {"x":[12]}
          {"x":[[1],2]} | {"x":[[1,2]]}
          {"x":[1,[2]]} | {"x":[[1,2]]}
          {"x":["a","b"]} | {"x":["ab"]}
          {"x":"a"}    | {"x":"A"}
          {"x":"a"}    | {"x":"a "}
          {"x":"\\ud800"} | {"x":"?"}
          {"x":"\\u00e9"} | {"x":"e\\u0301"}
          {"x":1,"y":{}} | {"x":1,"y":{"z":2}}
          {"x":{"y":1},"z":2} | {"x":{"y":1,"z":2}}
          {"messages":[{"role":"user","content":"a","name":"n"}]} | {"messages":[{"role":"user","content":"a"}]}
          """)
  void keepsApartWhatMayNotBeTheSame(String one, String other) {
    assertThat(of(one)).isNotEqualTo(of(other));
  }

  @Test
  void readsEscapesOfATextAsTheTextThatTheyMean() {
    assertThat(of("{\"x\":\"\\u0041\\/\"}")).isEqualTo(of("{ \"x\" : \"A/\" }"));
  }

  @Test
  void leavesTheModelsNameAndTheWishForAStreamToWhoeverReadThem() {
    assertThat(of("{\"model\":\"a\",\"stream\":true,\"x\":1}")).isEqualTo(of("{\"x\":1}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "user",
        "safety_identifier",
        "metadata",
        "prompt_cache_key",
        "prompt_cache_retention",
        "stream_options",
      })
  void doesNotSayWhatHasNoEffectOnAChat(String field) {
    String silent = "{\"x\":1,\"" + field + "\":{\"a\":[1]}}";

    assertThat(of(Operation.CHAT, silent)).isEqualTo(of("{\"x\":1}"));
    assertThat(of(Operation.RESPONSE, silent).equals(of(Operation.RESPONSE, "{\"x\":1}")))
        .isEqualTo(field.equals("stream_options"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"metadata", "diagnostics"})
  void doesNotSayWhatHasNoEffectOnAMessage(String field) {
    assertThat(of(Operation.MESSAGE, "{\"x\":1,\"" + field + "\":{\"user_id\":\"u\"}}"))
        .isEqualTo(of(Operation.MESSAGE, "{\"x\":1}"));
  }

  @Test
  void saysWhatAnInnerFieldOfTheSameNameSays() {
    assertThat(of("{\"x\":{\"user\":\"a\"}}")).isNotEqualTo(of("{\"x\":{\"user\":\"b\"}}"));
  }

  @Test
  void saysWhatAStreamIsToHold() {
    String plain = "{\"stream\":true}";

    assertThat(of("{\"stream\":true,\"stream_options\":{\"include_usage\":true}}"))
        .isNotEqualTo(of(plain));
  }

  @Provide
  Arbitrary<ObjectNode> bodies() {
    return Arbitraries.randomValue(random -> object(random, 3));
  }

  private static ObjectNode object(Random random, int depth) {
    ObjectNode object = NODES.objectNode();
    int size = random.nextInt(4);
    for (int i = 0; i < size; i++) {
      object.set("k" + random.nextInt(6), value(random, depth - 1));
    }
    return object;
  }

  private static JsonNode value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 8 : 6)) {
      case 0 -> NODES.numberNode(random.nextInt(3));
      case 1 -> NODES.textNode("t" + random.nextInt(3));
      case 2 -> NODES.textNode("");
      case 3 -> NODES.booleanNode(random.nextBoolean());
      case 4 -> NODES.nullNode();
      case 5 -> NODES.textNode("é\"\\\n" + random.nextInt(3));
      case 6 -> object(random, depth);
      default -> array(random, depth);
    };
  }

  private static ArrayNode array(Random random, int depth) {
    ArrayNode array = NODES.arrayNode();
    int size = random.nextInt(3);
    for (int i = 0; i < size; i++) {
      array.add(value(random, depth - 1));
    }
    return array;
  }

  /// The same with other blanks, and its fields in another order.
  private static String spread(JsonNode node, Random random) {
    String blank = " \n\t".substring(0, random.nextInt(4));
    if (node.isObject()) {
      List<String> fields = new ArrayList<>();
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        fields.add(
            blank + "\"" + field.getKey() + "\":" + blank + spread(field.getValue(), random));
      }
      Collections.shuffle(fields, random);
      return "{" + String.join(",", fields) + blank + "}";
    }
    if (node.isArray()) {
      List<String> elements = new ArrayList<>();
      node.forEach(element -> elements.add(blank + spread(element, random)));
      return "[" + String.join(",", elements) + blank + "]";
    }
    return node + blank;
  }

  /// Changes one thing somewhere.
  private static void change(ObjectNode object, Random random) {
    List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(object.properties());
    if (fields.isEmpty() || random.nextInt(4) == 0) {
      object.put("new", random.nextInt(3));
      return;
    }
    Map.Entry<String, JsonNode> field = fields.get(random.nextInt(fields.size()));
    switch (random.nextInt(3)) {
      case 0 -> object.remove(field.getKey());
      case 1 -> {
        object.remove(field.getKey());
        object.set(field.getKey() + "x", field.getValue());
      }
      default -> {
        if (field.getValue() instanceof ObjectNode inner) {
          change(inner, random);
        } else {
          object.set(field.getKey(), NODES.arrayNode().add(field.getValue()));
        }
      }
    }
  }

  private static String of(String body) {
    return of(Operation.CHAT, body);
  }

  private static String of(Operation operation, String body) {
    if (!(RequestReader.read(operation, body.getBytes(UTF_8))
        instanceof RequestReader.Result.Read(InferenceRequest request))) {
      throw new IllegalArgumentException(body);
    }
    return HexFormat.of().formatHex(CanonicalBody.of(request).orElseThrow());
  }
}
