package io.maas.app.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.app.data.DemoFacts;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ReadyBannerTest {
  private static final String URL = "http://127.0.0.1:8080";
  private static final String MANAGEMENT = "http://127.0.0.1:8081";

  @Test
  void saysWhereEverythingIs() {
    var banner = new ReadyBanner(URL, MANAGEMENT, Path.of("/data"), "io_uring", null);

    assertThat(banner.text())
        .isEqualTo(
            """

            maas is ready at http://127.0.0.1:8080

              metrics     http://127.0.0.1:8081/metrics
              transport   io_uring
              data        /data
              to end it   Ctrl-C

            """);
  }

  @Test
  void givesACurlToPasteAndTheKeysOfTheDemo() {
    var facts =
        new DemoFacts(URL, "a", "b", "c", "sk-oai-f_1", "sk-oai-p_2", "l", "pg", "sim", "in");
    var banner = new ReadyBanner(URL, MANAGEMENT, Path.of("/data"), "epoll", facts);

    assertThat(banner.text())
        .contains("    curl -sS http://127.0.0.1:8080/v1/chat/completions \\\n")
        .contains("-H \"Authorization: Bearer sk-oai-p_2\" \\\n")
        .contains("maas demo --data /data\n")
        .contains("  free key    sk-oai-f_1\n")
        .contains("  all facts   /data/demo.env\n")
        .doesNotContain("pg");
  }
}
