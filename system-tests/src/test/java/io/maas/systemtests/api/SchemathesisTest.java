package io.maas.systemtests.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.systemtests.api.Schemathesis.Run;
import io.maas.systemtests.server.Administrator;
import io.maas.systemtests.server.Caller;
import io.maas.systemtests.server.MaasProcess;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// All that the documents of the API say is asked by Schemathesis of the whole program, on its
/// PostgreSQL: nothing fails, and no answer is another than the document says. Each time by
/// somebody else, an administrator last, who may delete the others.
@Tag("real")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SchemathesisTest {

  private static final String API = "/maas-api/openapi.json";

  private Schemathesis schemathesis;
  private MaasProcess maas;

  @BeforeAll
  void start(@TempDir Path folder) {
    schemathesis = Schemathesis.install();
    String key = Base64.getEncoder().encodeToString(new byte[32]);
    maas = MaasProcess.start(folder.resolve("data"), Map.of("MAAS_SECRETS_KEY", key));
  }

  @AfterAll
  void stop() {
    if (maas != null) {
      maas.close();
    }
  }

  @Test
  @Order(1)
  void findsNothingAsNobody() {
    Run run = schemathesis.run("nobody", Caller.at(maas.url()), API);

    assertThat(run.code()).as(run.said()).isZero();
    assertThat(run.operations("401")).hasSizeGreaterThan(50);
    assertThat(run.operations("2.."))
        .containsExactlyInAnyOrder("GET /maas-api/health", "GET /maas-api/v1/auth/config");
  }

  @Test
  @Order(2)
  void findsNothingAsAUser() {
    Caller user = Caller.at(maas.url()).as(maas.facts().freeToken());

    Run run = schemathesis.run("user", user, API);

    assertThat(run.code()).as(run.said()).isZero();
    assertThat(run.operations("2..")).hasSizeGreaterThan(20);
    assertThat(run.operations("403")).hasSizeGreaterThan(20);
    assertThat(user.get(Administrator.API + "/whoami").status()).isEqualTo(200);
  }

  @Test
  @Order(3)
  void findsNothingAsAnAdministrator() {
    Caller administrator = Administrator.of(maas).caller();

    Run run = schemathesis.run("administrator", administrator, API);

    assertThat(run.code()).as(run.said()).isZero();
    assertThat(run.operations("2..")).hasSizeGreaterThan(45);
    assertThat(run.operations("400")).hasSizeGreaterThan(30);
    assertThat(administrator.get(Administrator.API + "/users").status()).isEqualTo(200);
  }

  @Test
  @Order(4)
  void findsNothingOnTheInternalListener() {
    Caller inside = Caller.at(maas.facts().internalUrl()).as(maas.facts().adminToken());

    Run run = schemathesis.run("internal", inside, "/openapi.json");

    assertThat(run.code()).as(run.said()).isZero();
    assertThat(run.operations("2..")).hasSizeGreaterThan(4);
  }

  /// The same with the same settings, of an API that breaks its document.
  @Test
  @Order(5)
  void findsWhatIsThere() {
    try (FaultyApi faulty = FaultyApi.start()) {
      Run run = schemathesis.run("faulty", Caller.at(faulty.url()), "/openapi.json");

      assertThat(run.code()).as(run.said()).isOne();
      assertThat(run.said())
          .containsPattern("_ GET /fails _+\\n")
          .containsPattern("_ GET /tells-another-shape _+\\n")
          .containsPattern("_ GET /takes-anything _+\\n")
          .doesNotContainPattern("_ GET /sound _+\\n");
    }
  }
}
