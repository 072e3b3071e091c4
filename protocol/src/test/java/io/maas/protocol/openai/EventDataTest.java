package io.maas.protocol.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventDataTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data: {\"a\":1}\n\n",
        "data:{\"a\":1}\n\n",
        "event: x\ndata: {\"a\":1}\n\n",
        "data: {\"a\":1}\r\n\r\n",
        ": hello\nid: 3\ndata: {\"a\":\ndata: 1}\n\n"
      })
  void findsTheObjectWhateverTheFraming(String event) {
    assertThat(of(event))
        .isInstanceOfSatisfying(
            EventData.Tree.class,
            tree -> assertThat(tree.event().path("a").intValue()).isEqualTo(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {": keep-alive\n\n", "event: ping\n\n", "data:\n\n", "\n", "retry: 3\n\n"})
  void findsNothingWhereThereIsNothing(String event) {
    assertThat(of(event)).isInstanceOf(EventData.Nothing.class);
  }

  @Test
  void knowsTheEnd() {
    assertThat(of("data: [DONE]\n\n")).isInstanceOf(EventData.Done.class);
    assertThat(of("data: [DONE] \r\n\r\n")).isInstanceOf(EventData.Done.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"data: {\"a\"\n\n", "data: 3\n\n", "data: <html>\n\n", "data: [1]\n\n"})
  void callsTheRestGarbage(String event) {
    assertThat(of(event)).isInstanceOf(EventData.Garbage.class);
  }

  private static EventData of(String event) {
    byte[] bytes = ("before" + event).getBytes(UTF_8);
    return EventData.of(bytes, 6, bytes.length);
  }
}
