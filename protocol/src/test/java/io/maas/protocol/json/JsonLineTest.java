package io.maas.protocol.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class JsonLineTest {

  @Property
  void quotesWhateverTextSoThatItIsReadBack(@ForAll String text) throws IOException {
    byte[] line = new JsonLine().text(text).toBytes();

    assertThat(Json.MAPPER.readTree(line).textValue()).isEqualTo(text);
  }

  @Test
  void escapesHalfACharacterSoThatTheHalvesCanBeJoined() {
    JsonLine line = new JsonLine();

    String first = new String(line.text("\ud83d").toBytes(), UTF_8);
    String second = new String(line.text("\ude00").toBytes(), UTF_8);

    assertThat(first + second).isEqualTo("\"\\ud83d\"\"\\ude00\"");
  }

  @Test
  void isEmptyAfterItWasWritten() {
    JsonLine line = new JsonLine();
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    line.raw("[").number(1).raw("]").to(out);
    line.raw("x".repeat(100_000)).to(new ByteArrayOutputStream());
    line.raw("{}").to(out);

    assertThat(out.toString(UTF_8)).isEqualTo("[1]{}");
  }
}
