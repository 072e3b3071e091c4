package io.maas.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The document of the API is the one that the table makes, and it is in the repository. After a
/// change of a route, this writes it: `mvn test -pl control -Dtest=OpenApiDocumentTest
/// -Dmaas.write=true`.
class OpenApiDocumentTest {

  private static final Path COMMITTED = Path.of("..", "docs", "openapi.json");
  private static final JsonMapper JSON = new JsonMapper();

  private static ControlServer control;

  @BeforeAll
  static void start() {
    control = ControlServer.start();
  }

  @AfterAll
  static void stop() {
    control.close();
  }

  @Test
  void isTheOneThatIsCommitted() throws IOException {
    String document = pretty(control.get("", "/openapi.json").json());
    if (Boolean.getBoolean("maas.write")) {
      Files.writeString(COMMITTED, document);
    }

    assertThat(COMMITTED).content().isEqualTo(document);
  }

  @Test
  void hasOneOfTheInternalListenerBeside() throws IOException {
    String document = pretty(control.sendInside(control.inside("/openapi.json").GET()).json());
    if (Boolean.getBoolean("maas.write")) {
      Files.writeString(COMMITTED.resolveSibling("openapi-internal.json"), document);
    }

    assertThat(COMMITTED.resolveSibling("openapi-internal.json")).content().isEqualTo(document);
  }

  @Test
  void namesEveryOperationOnce() {
    List<String> ids = control.get("", "/openapi.json").json().findValuesAsText("operationId");

    assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThan(30);
  }

  @Test
  void hasEveryRouteOfTheTable() {
    JsonNode paths = control.get("", "/openapi.json").json().path("paths");
    List<String> missing = new ArrayList<>();
    for (Route route : Routes.of(control.ports, control.settings)) {
      String path = route.path().replaceAll(":([a-z]+)", "{$1}");
      boolean alias = !path.startsWith(Routes.PREFIX);
      JsonNode operation =
          paths
              .path(alias ? Routes.PREFIX + path : path)
              .path(route.method().name().toLowerCase(Locale.ROOT));
      if (operation.isMissingNode()
          || (alias && !operation.path("x-maas-alias").asText().equals(path))) {
        missing.add(route.method() + " " + path);
      }
    }

    assertThat(missing).isEmpty();
  }

  static String pretty(JsonNode document) throws IOException {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter()
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withSeparators(
                Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
            .withArrayIndenter(new DefaultIndenter("  ", "\n"));
    return JSON.writer(printer).writeValueAsString(document) + "\n";
  }
}
