package io.maas.simulator.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class ToolArgumentsTest {
  @Test
  void givesEveryRequiredPropertyAValueOfItsType() throws JsonProcessingException {
    var schema =
        """
        {"type":"object","required":["where","count","deep","list","yes","unit","maybe"],
         "properties":{
          "where":{"type":"string"},"count":{"type":"integer","minimum":3},"yes":{"type":"boolean"},
          "unit":{"enum":["K","C"]},"list":{"type":"array","items":{"type":"number"}},
          "deep":{"type":"object","properties":{"inner":{"type":"string"}}},
          "maybe":{"type":["null","string"]},"optional":{"type":"string"}}}
        """;

    assertThat(arguments(schema, "and now for Rome!"))
        .isEqualTo(
            "{\"where\":\"Rome\",\"count\":3,\"yes\":true,\"unit\":\"K\",\"list\":[1],"
                + "\"deep\":{\"inner\":\"Rome\"},\"maybe\":null}");
  }

  @Test
  void givesAllPropertiesWhereNoneIsRequired() throws JsonProcessingException {
    assertThat(arguments("{\"properties\":{\"a\":{},\"b\":{\"type\":\"boolean\"}}}", ""))
        .isEqualTo("{\"a\":\"value\",\"b\":true}");
  }

  @Test
  void needsNoSchema() throws JsonProcessingException {
    assertThat(arguments("null", "x")).isEqualTo("{}");
  }

  @Test
  void isNotLedAstrayByASchemaWithoutEnd() throws JsonProcessingException {
    var deep = "{\"properties\":{\"a\":".repeat(300) + "{}" + "}}".repeat(300);

    assertThat(
            arguments(deep.replace("{\"properties\"", "{\"type\":\"object\",\"properties\""), "x"))
        .hasSizeLessThan(100);
  }

  private static String arguments(String schema, String asked) throws JsonProcessingException {
    return ToolArguments.of(new Tool("tool", new ObjectMapper().readTree(schema)), asked);
  }
}
