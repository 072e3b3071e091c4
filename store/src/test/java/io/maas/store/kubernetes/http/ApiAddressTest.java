package io.maas.store.kubernetes.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiAddressTest {

  @Test
  void findsTheClusterThatItRunsIn() {
    ApiAddress found =
        in(Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1", "KUBERNETES_SERVICE_PORT", "6443"))
            .orElseThrow();

    assertThat(found.url()).isEqualTo(URI.create("https://10.0.0.1:6443"));
    assertThat(found.token())
        .isEqualTo(Path.of("/var/run/secrets/kubernetes.io/serviceaccount/token"));
    assertThat(in(Map.of("KUBERNETES_SERVICE_HOST", "fd00::1")).orElseThrow().url())
        .isEqualTo(URI.create("https://[fd00::1]:443"));
    assertThat(in(Map.of())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10.0.0.1", "ftp://host", "https://u:p@host", "https://host?x=1"})
  void refusesWhatIsNoAddress(String text) {
    assertThat(ApiAddress.parse(text, Map.of(), null, null)).isEmpty();
  }

  private static Optional<ApiAddress> in(Map<String, String> environment) {
    return ApiAddress.parse("in-cluster", environment, null, null);
  }
}
