package io.maas.protocol.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.protocol.bedrock.ConverseRequestEncoder;
import io.maas.protocol.conversation.RequestEncoder.Target;
import io.maas.protocol.gemini.GeminiRequestEncoder;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CallArgumentsTest {

  @Test
  void areTheObjectThatTheModelWrote() {
    assertThat(CallArguments.object("{\"city\":\"Paris\"}"))
        .isEqualTo(Asked.json("{\"city\":\"Paris\"}"));
    assertThat(CallArguments.object(" ")).isEqualTo(Asked.json("{}"));
  }

  @Test
  void standUnderInputWhereTheyAreNoObject() {
    for (String text : List.of("*** Begin Patch", "[1]", "{\"a\":", "7")) {
      assertThat(CallArguments.object(text).path("input").asText()).isEqualTo(text);
    }
  }

  /// What can be read alone may be too deep to be written within a body.
  @Test
  void doNotBreakTheRequestThatCarriesThemHoweverDeepTheyAre() {
    for (int depth : List.of(150, 250, 995, 100_000)) {
      String deep = "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
      Conversation asked =
          Asked.of(Asked.user("?"), Asked.model(new Content.ToolCall("c", "f", deep, null)))
              .conversation();

      for (RequestEncoder encoder :
          List.of(new ConverseRequestEncoder(), new GeminiRequestEncoder())) {
        Encoded encoded = encoder.encode(asked, new Target("x", OptionalLong.empty(), 4096));

        assertThat(encoded.body().length).isGreaterThan(deep.length());
      }
    }
  }
}
