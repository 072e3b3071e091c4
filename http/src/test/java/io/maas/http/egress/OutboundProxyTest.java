package io.maas.http.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundProxyTest {

  @Test
  void readsItsAddressAndHidesItsPassword() {
    OutboundProxy proxy =
        OutboundProxy.parse("http://us:s3cret@proxy.example:3128/", List.of()).orElseThrow();

    assertThat(proxy.host()).isEqualTo("proxy.example");
    assertThat(proxy.port()).isEqualTo(3128);
    assertThat(proxy.user()).isEqualTo("us");
    assertThat(proxy.toString()).doesNotContain("s3cret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "proxy:3128",
        "https://p:1",
        "http://p",
        "http://p:1/x",
        "http://p:1?q",
        "http://a b"
      })
  void readsNothingElse(String text) {
    assertThat(OutboundProxy.parse(text, List.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "api.openai.com,true",
    "vllm.models.svc,false",
    "svc,false",
    "notsvc,true",
    "engine,false",
    "other-engine,true",
    "10.0.0.1,false",
    "10.0.0.11,true",
    "localhost,false",
    "127.0.0.1,false",
    "[::1],false",
  })
  void coversAllButWhatIsExcepted(String host, boolean covered) {
    OutboundProxy proxy =
        new OutboundProxy("p", 1, null, null, List.of(" .SVC", "engine", "10.0.0.1", ""));

    assertThat(proxy.covers(host)).isEqualTo(covered);
  }

  @Test
  void coversNothingWhereAllIsExcepted() {
    assertThat(new OutboundProxy("p", 1, null, null, List.of("*")).covers("api.openai.com"))
        .isFalse();
  }
}
