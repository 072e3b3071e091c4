package io.maas.systemtests.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.systemtests.Repository;
import io.maas.systemtests.server.Answer;
import io.maas.systemtests.server.MaasProcess;
import io.maas.systemtests.server.OneSite;
import io.maas.systemtests.server.Site;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the internal listener has is nowhere at the doors of the whole program that others reach,
/// whoever asks and however it is spelt: to clients it does not exist.
@ExtendWith(OneSite.class)
class InternalPathsTest {

  private final MaasProcess maas;
  private final int internal;

  InternalPathsTest(Site site) {
    maas = site.maas();
    internal = URI.create(maas.facts().internalUrl()).getPort();
  }

  /// What is served inside and nowhere else.
  record Inside(String method, String path) {
    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  /// All that the document of the internal listener has, but what both have.
  static List<Inside> inside() throws IOException {
    List<Inside> all = new ArrayList<>();
    JsonNode document =
        Answer.tree(Files.readString(Repository.root().resolve("docs/openapi-internal.json")));
    document
        .path("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .fieldNames()
                .forEachRemaining(method ->
                    all.add(
                        new Inside(
                            method.toUpperCase(Locale.ROOT),
                            path.getKey().replaceAll("\\{.*?}", "none")))));
    all.removeIf(each -> List.of("/health", "/openapi.json").contains(each.path()));
    return all;
  }

  @ParameterizedTest
  @MethodSource("inside")
  void areNoClientsHoweverTheyAreSpelt(Inside inside) throws IOException {
    List<String> found = new ArrayList<>();
    for (String spelling : Spellings.of(inside.path())) {
      for (String credential : List.of("", maas.facts().adminToken(), maas.facts().premiumKey())) {
        String status = status(port(maas.url()), inside.method(), spelling, credential);
        if (!status.equals("404")) {
          found.add(status + " " + spelling + (credential.isEmpty() ? "" : " with a credential"));
        }
      }
    }

    assertThat(found).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("inside")
  void areNoOperatorsEither(Inside inside) throws IOException {
    TreeSet<String> statuses = new TreeSet<>();
    for (String spelling : Spellings.of(inside.path())) {
      statuses.add(
          status(port(maas.managementUrl()), inside.method(), spelling, maas.facts().adminToken()));
    }

    assertThat(statuses).isSubsetOf("404", "405");
  }

  /// The same client finds them where they are, and finds what clients have.
  @Test
  void areWhereTheyBelong() throws IOException {
    assertThat(inside()).hasSizeGreaterThan(4);
    for (Inside inside : inside()) {
      assertThat(status(internal, inside.method(), inside.path(), maas.facts().adminToken()))
          .as(inside.toString())
          .isIn("200", "400");
    }
    assertThat(status(port(maas.url()), "GET", "/maas-api/health", "")).isEqualTo("200");
    assertThat(status(port(maas.url()), "GET", "http://127.0.0.1/maas-api/health", ""))
        .isEqualTo("200");
  }

  private static int port(String url) {
    return URI.create(url).getPort();
  }

  /// Sends a target as it stands, which no library would.
  private static String status(int port, String method, String target, String credential)
      throws IOException {
    String shown = credential.isEmpty() ? "" : "Authorization: Bearer " + credential + "\r\n";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(60_000);
      String request =
          "%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\n%sContent-Length: 0\r\nConnection: close\r\n\r\n"
              .formatted(method, target, shown);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return answer.replaceFirst("(?s)^HTTP/1\\.[01] ([0-9]{3}).*", "$1");
    }
  }
}
