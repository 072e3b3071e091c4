package io.maas.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReadinessTest {

  private static Readiness with(Need gateway, Need counters) {
    Map<String, Need> needs = new LinkedHashMap<>();
    needs.put("gateway", gateway);
    needs.put("counters", counters);
    return new Readiness(false, needs);
  }

  @Test
  void saysLittleWhenAllIsWell() {
    Readiness ready = with(Need.MET, Need.MET);

    assertThat(ready.isReady()).isTrue();
    assertThat(ready.text())
        .isEqualTo("{\"ready\":true,\"checks\":{\"gateway\":true,\"counters\":true}}");
  }

  @Test
  void saysWhyItIsNotReady() {
    Readiness ready = with(Need.orNothing("the journal says \"full\""), Need.MET);

    assertThat(ready.isReady()).isFalse();
    assertThat(ready.text())
        .isEqualTo(
            "{\"ready\":false,\"checks\":{\"gateway\":false,\"counters\":true},"
                + "\"troubles\":{\"gateway\":\"the journal says \\\"full\\\"\"}}");
  }

  @Test
  void isReadyWhileSomebodyIsServedWithoutWhatIsAwayAndNamesThem() {
    Readiness ready = with(Need.MET, new Need("away", List.of("ns/silver", "ns/gold")));

    assertThat(ready.isReady()).isTrue();
    assertThat(ready.text())
        .isEqualTo(
            "{\"ready\":true,\"checks\":{\"gateway\":true,\"counters\":false},"
                + "\"troubles\":{\"counters\":\"away\"},\"served_without\":{\"counters\":"
                + "{\"subscriptions\":2,\"names\":[\"ns/gold\",\"ns/silver\"]}}}");
  }

  @Test
  void isNotReadyWhenItTakesLeave() {
    Readiness leaving = new Readiness(true, Map.of("gateway", Need.MET));

    assertThat(leaving.isReady()).isFalse();
    assertThat(leaving.text())
        .isEqualTo("{\"ready\":false,\"draining\":true,\"checks\":{\"gateway\":true}}");
  }

  @Test
  void isNotReadyWhenSomethingElseIsAwayToo() {
    assertThat(with(Need.orNothing("full"), new Need("away", List.of("ns/gold"))).isReady())
        .isFalse();
  }

  @Test
  void namesNoMoreThanTwenty() {
    List<String> many = IntStream.range(0, 100).mapToObj(i -> "ns/s" + i).toList();

    String text = with(Need.MET, new Need("away", many)).text();

    assertThat(text).contains("\"subscriptions\":100").contains("ns/s0");
    assertThat(text.split("ns/s", -1)).hasSize(21);
  }
}
