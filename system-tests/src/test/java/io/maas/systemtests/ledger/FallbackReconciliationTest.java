package io.maas.systemtests.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.systemtests.server.Administrator;
import io.maas.systemtests.server.Caller;
import io.maas.systemtests.server.OneSite;
import io.maas.systemtests.server.Served;
import io.maas.systemtests.server.Site;
import io.maas.systemtests.server.Tenancy;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A model that fails now and then and another that stands in for it, and fails too.
@ExtendWith(OneSite.class)
class FallbackReconciliationTest {

  private static final int REQUESTS = 270;
  private static final int AT_ONCE = 12;
  private static final String NAME = "stand-ins";

  private static final String RESOURCES =
      """
      apiVersion: maas.opendatahub.io/v1alpha1
      kind: MaaSModelRef
      metadata: {name: frail, namespace: llm}
      spec:
        modelRef: {kind: LLMInferenceService, name: frail}
        servedModelName: facebook/opt-125m
        endpoints: [{url: "URL"}]
        serving: {fallback: {models: [{name: spare}]}}
      ---
      apiVersion: maas.opendatahub.io/v1alpha1
      kind: MaaSModelRef
      metadata: {name: spare, namespace: llm}
      spec:
        modelRef: {kind: LLMInferenceService, name: spare}
        servedModelName: google/gemma-4
        endpoints: [{url: "URL"}]
      ---
      apiVersion: maas.opendatahub.io/v1alpha1
      kind: MaaSAuthPolicy
      metadata: {name: NAME, namespace: models-as-a-service}
      spec:
        modelRefs: [{name: frail, namespace: llm}, {name: spare, namespace: llm}]
        subjects: {groups: [{name: NAME}]}
      ---
      apiVersion: maas.opendatahub.io/v1alpha1
      kind: MaaSSubscription
      metadata: {name: NAME, namespace: models-as-a-service}
      spec:
        owner: {groups: [{name: NAME}]}
        modelRefs:
          - {name: frail, namespace: llm, tokenRateLimits: [{limit: 1000000000, window: 1m}]}
          - {name: spare, namespace: llm, tokenRateLimits: [{limit: 1000000000, window: 1m}]}
      """;

  private final Site site;

  FallbackReconciliationTest(Site site) {
    this.site = site;
  }

  @BeforeEach
  void theSimulatorFailsOften() {
    site.simulator().forget();
    fail("500:0.25", "0.05");
  }

  @AfterEach
  void theSimulatorIsWell() {
    fail("500:0", "0");
  }

  private void fail(String status, String drop) {
    site.simulator().tune(Map.of("failure-status", status, "failure-drop-rate", drop));
  }

  @Test
  void agreesWithTheSimulatorsBookToTheTokenOverFallbacks() {
    // given
    Administrator administrator = site.administrator();
    String resources = RESOURCES.replace("NAME", NAME).replace("URL", site.simulator().url());
    administrator.apply(resources).expect(200);
    Caller owner = administrator.user(NAME, NAME);
    Tenancy.awaitSubscription(owner, NAME);
    Caller caller = Administrator.key(owner, NAME, NAME).caller();

    // when
    sendAll(new Mixture(caller, "llm/frail"));

    // then
    List<Served> book = site.simulator().book();
    List<Recorded> ledger =
        new LedgerTable(site.maas().facts().postgresUrl())
            .of(NAME, book.stream().map(Served::requestId).collect(Collectors.toSet()));
    Reconciliation both = Reconciliation.of(ledger, book).verify();
    System.out.println(both.figures());
    List<Recorded> standIns = ledger.stream().filter(row -> row.fallbackOf() != null).toList();
    System.out.println(standIns.size() + " of " + ledger.size() + " records stand in for others");
    assertThat(standIns).hasSizeGreaterThan(REQUESTS / 20);
    Map<String, Recorded> byId =
        ledger.stream().collect(Collectors.toMap(Recorded::id, Function.identity()));
    assertThat(standIns)
        .allSatisfy(row -> {
          assertThat(row.model()).isEqualTo("llm/spare");
          Recorded first = Objects.requireNonNull(byId.get(row.fallbackOf()));
          assertThat(first.model()).isEqualTo("llm/frail");
          assertThat(first.outcome()).isEqualTo("failed");
          assertThat(first.total()).isZero();
        });
    assertThat(standIns).extracting(Recorded::fallbackOf).doesNotHaveDuplicates();
    assertThat(ledger.stream().filter(row -> row.model().equals("llm/spare")).toList())
        .isEqualTo(standIns);
    assertThat(UsageApi.tokensOf(NAME, administrator)).isEqualTo(both.recordedTokens());
  }

  private static void sendAll(Mixture mixture) {
    Semaphore places = new Semaphore(AT_ONCE);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < REQUESTS; i++) {
        int number = i;
        places.acquireUninterruptibly();
        threads.execute(() -> send(mixture, number, places));
      }
    }
  }

  private static void send(Mixture mixture, int number, Semaphore places) {
    try {
      mixture.send(number);
    } catch (UncheckedIOException _) {
      // an answer that the simulator broke off is broken off here too
    } finally {
      places.release();
    }
  }
}
