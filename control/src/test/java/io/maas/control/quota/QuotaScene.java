package io.maas.control.quota;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.control.http.ControlServer;
import io.maas.control.http.Declarations;
import io.maas.domain.access.Principal;
import io.maas.domain.catalog.Decision.Granted;
import io.maas.domain.catalog.ModelId;
import io.maas.domain.metering.Admission;
import io.maas.domain.metering.Claims;
import io.maas.domain.metering.Demand;
import io.maas.domain.metering.Reservation;
import io.maas.domain.metering.Settlement;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.StreamSupport;

/// A control whose counters the tests use as a gateway would. Beside the basics there is `both`:
/// five requests over two models, shared by everyone; 100 tokens a minute of `granite`, whose
/// prompts nothing bounds, and 300 in two hours of `exact`, strictly.
final class QuotaScene implements AutoCloseable {

  private static final String BOTH =
      """
      ---
      apiVersion: maas.opendatahub.io/v1alpha1
      kind: MaaSModelRef
      metadata: {name: exact, namespace: llm}
      spec:
        modelRef: {kind: LLMInferenceService, name: exact}
        endpoints: [{url: "http://127.0.0.1:9/"}]
        tokens: {template: {perPrompt: 2, perMessage: 3}}
      ---
      apiVersion: maas.opendatahub.io/v1alpha1
      kind: MaaSSubscription
      metadata: {name: both, namespace: models-as-a-service}
      spec:
        owner: {groups: [{name: both}]}
        enforcement: strict
        rateLimits: [{limit: 5, window: 2m, unit: requests, scope: subscription}]
        modelRefs:
        - {name: granite, namespace: llm, tokenRateLimits: [{limit: 100, window: 1m}]}
        - {name: exact, namespace: llm, tokenRateLimits: [{limit: 300, window: 2h}]}
      ---
      """;

  final ControlServer control = ControlServer.start();

  QuotaScene() {
    String policy = Declarations.policy("exact", List.of("exact"), Principal.AUTHENTICATED);
    ControlServer.Answer applied = control.apply(Declarations.basics() + BOTH + policy);
    if (applied.status() != 200) {
      throw new IllegalStateException(applied.json().toString());
    }
  }

  static Principal user(String name, String group) {
    return new Principal(
        ControlServer.TENANT, name, List.of(group, Principal.AUTHENTICATED), false, null);
  }

  /// What a request of theirs stands under.
  Claims claims(Principal caller, String model, String subscription) {
    return ((Granted)
            control.snapshots.current().decide(caller, new ModelId("llm", model), subscription))
        .claims(caller);
  }

  /// Admits a request as a gateway does.
  Reservation admit(Principal caller, String model, String subscription, long prompt, long most) {
    Demand demand = new Demand(prompt, prompt, 1, OptionalLong.of(most), 4096, most);
    Admission admission =
        control
            .quota
            .reserve(UUID.randomUUID(), demand, claims(caller, model, subscription))
            .toCompletableFuture()
            .join();
    return ((Admission.Admitted) admission).reservation();
  }

  /// Admits one, and serves it.
  void use(Principal caller, String model, String subscription, long input, long output) {
    control
        .quota
        .settle(
            admit(caller, model, subscription, input, output),
            new Settlement.Settled(input, output))
        .toCompletableFuture()
        .join();
  }

  /// The line about a limit whose id holds this.
  static JsonNode line(JsonNode answer, String id) {
    return StreamSupport.stream(answer.path("data").spliterator(), false)
        .filter(line -> line.path("id").asText().contains(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no limit " + id + " in " + answer));
  }

  @Override
  public void close() {
    control.close();
  }
}
