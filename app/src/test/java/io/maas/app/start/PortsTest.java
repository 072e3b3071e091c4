package io.maas.app.start;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class PortsTest {
  private final Ports ports = new Ports(new PortOwner(Path.of("/proc")));

  @Test
  void saysWhoHasThePortAndWhatToDo() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      assertThatThrownBy(() -> ports.check("port", "127.0.0.1", port))
          .isInstanceOf(CannotStart.class)
          .hasMessage(
              "port: %d is taken on 127.0.0.1 by process %d (java) (expected: a free port; choose"
                      .formatted(port, ProcessHandle.current().pid())
                  + " another with --port)");
    }
  }

  @Test
  void saysThatItIsTakenWhereNobodyMayKnowByWhom() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      assertThatThrownBy(() ->
              new Ports(new PortOwner(Path.of("/nowhere")))
                  .check("management-port", "127.0.0.1", port))
          .hasMessageStartingWith("management-port: " + port + " is taken on 127.0.0.1 (expected")
          .hasMessageEndingWith("--management-port)");
    }
  }

  @Test
  void passesWhenThePortIsFreeOrAnyOne() throws IOException {
    int free;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }

    assertThatCode(() -> ports.check("port", "127.0.0.1", free)).doesNotThrowAnyException();
    assertThatCode(() -> ports.check("port", "127.0.0.1", 0)).doesNotThrowAnyException();
  }

  @Test
  void refusesAnAddressOfAnotherMachine() {
    assertThatThrownBy(() -> ports.check("port", "192.0.2.1", 18080))
        .hasMessage("host: 192.0.2.1 (expected: an address of this machine)");
  }
}
