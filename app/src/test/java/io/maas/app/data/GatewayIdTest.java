package io.maas.app.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayIdTest {

  @TempDir private Path data;

  @Test
  void staysTheSameAsLongAsItsDirectory(@TempDir Path other) throws IOException {
    String id = GatewayId.in(data, new Random(1));

    assertThat(GatewayId.in(data, new Random(2))).isEqualTo(id);
    assertThat(GatewayId.in(other, new Random(2))).isNotEqualTo(id);
  }

  @Test
  void refusesAFileThatHoldsSomethingElse() throws IOException {
    Files.writeString(data.resolve("gateway-id"), "me");

    assertThatThrownBy(() -> GatewayId.in(data, new Random(1)))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("gateway-id: me (expected: a UUID)");
  }
}
