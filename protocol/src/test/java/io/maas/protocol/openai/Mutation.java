package io.maas.protocol.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Changes JSON here and there into something that nobody would send.
final class Mutation {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Random random;

  Mutation(long seed) {
    this.random = new Random(seed);
  }

  int next(int bound) {
    return random.nextInt(bound);
  }

  /// Up to four changes somewhere below.
  JsonNode of(JsonNode tree) {
    JsonNode changed = tree.deepCopy();
    for (int i = random.nextInt(4); i >= 0; i--) {
      change(changed);
    }
    return changed;
  }

  /// Bytes of which some are others.
  byte[] of(byte[] bytes) {
    byte[] changed = bytes.clone();
    for (int i = random.nextInt(6); i >= 0 && changed.length > 0; i--) {
      changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
    }
    return changed;
  }

  private void change(JsonNode tree) {
    List<JsonNode> places = new ArrayList<>();
    gather(tree, places);
    if (places.isEmpty()) {
      return;
    }
    switch (places.get(random.nextInt(places.size()))) {
      case ObjectNode object -> {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        if (!names.isEmpty()) {
          String name = names.get(random.nextInt(names.size()));
          if (random.nextInt(4) == 0) {
            object.remove(name);
          } else {
            object.set(name, any(3));
          }
        }
      }
      case ArrayNode array -> {
        if (array.isEmpty() || random.nextInt(3) == 0) {
          array.add(any(3));
        } else if (random.nextBoolean()) {
          array.remove(random.nextInt(array.size()));
        } else {
          array.set(random.nextInt(array.size()), any(3));
        }
      }
      default -> {}
    }
  }

  private static void gather(JsonNode node, List<JsonNode> places) {
    if (node.isContainerNode() && !node.isEmpty()) {
      places.add(node);
      node.forEach(child -> gather(child, places));
    }
  }

  private JsonNode any(int depth) {
    return switch (random.nextInt(depth > 0 ? 12 : 10)) {
      case 0 -> NODES.nullNode();
      case 1 -> NODES.booleanNode(random.nextBoolean());
      case 2 -> NODES.numberNode(random.nextInt());
      case 3 -> NODES.numberNode(random.nextLong());
      case 4 -> NODES.numberNode(random.nextDouble() * 1e300);
      case 5 -> NODES.numberNode(new java.math.BigInteger(200, random));
      case 6 -> NODES.textNode("");
      case 7 -> NODES.textNode("\ud83d\"\\\u0001");
      case 8 -> NODES.textNode("message");
      case 9 -> NODES.textNode("function");
      case 10 -> NODES.objectNode().set("type", any(depth - 1));
      default -> NODES.arrayNode().add(any(depth - 1)).add(any(depth - 1));
    };
  }
}
