package io.maas.protocol.translation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BytePatternTest {

  private final BytePattern pattern = new BytePattern("maas-call:".getBytes(UTF_8));

  @ParameterizedTest
  @CsvSource({
    "maas-call:,true",
    "xmaas-call:,true",
    "mmaas-maas-call:x,true",
    "maas-calmaas-call:,true",
    "'',false",
    "maas-call,false",
    "maas-cell:maas-calls:,false",
    "éé maas-call: éé,true"
  })
  void findsWhatIsThere(String text, boolean there) {
    assertThat(pattern.isIn(text.getBytes(UTF_8))).isEqualTo(there);
  }
}
