package io.maas.systemtests.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.systemtests.server.Administrator;
import io.maas.systemtests.server.Caller;
import io.maas.systemtests.server.Chat;
import io.maas.systemtests.server.MaasProcess;
import io.maas.systemtests.server.Program;
import io.maas.systemtests.server.Tenancy;
import io.maas.testkit.outage.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An `LLMInferenceService` is served by a process of its own, which the program starts, starts
/// again when it dies, and ends.
@Tag("slow")
class EngineOfOurOwnTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String ID = "publishers/samples/models/facebook/opt-125m";
  private static final String SERVICE = "llminferenceservices/samples/opt";

  private static final String GOVERNED =
      """
      apiVersion: maas.opendatahub.io/v1alpha1
      kind: MaaSModelRef
      metadata: {name: opt, namespace: samples}
      spec: {modelRef: {kind: LLMInferenceService, name: opt}}
      ---
      apiVersion: maas.opendatahub.io/v1alpha1
      kind: MaaSAuthPolicy
      metadata: {name: samples, namespace: models-as-a-service}
      spec:
        modelRefs: [{name: opt, namespace: samples}]
        subjects: {groups: [{name: samples}]}
      ---
      apiVersion: maas.opendatahub.io/v1alpha1
      kind: MaaSSubscription
      metadata: {name: samples, namespace: models-as-a-service}
      spec:
        owner: {groups: [{name: samples}]}
        modelRefs: [{name: opt, namespace: samples, tokenRateLimits: [{limit: 100000, window: 1h}]}]
      """;

  @TempDir private Path folder;

  private static String service(int replicas) {
    return """
    apiVersion: serving.kserve.io/v1alpha1
    kind: LLMInferenceService
    metadata: {name: opt, namespace: samples}
    spec: {model: {uri: "hf://facebook/opt-125m", name: facebook/opt-125m}, replicas: %d}
    """
        .formatted(replicas);
  }

  /// The simulator stands for an engine: it is a program that listens at a port.
  private static String command() {
    return Program.process(List.of("sim", "--port", "{port}", "--model", "{model}"))
        .command()
        .stream()
        .map(word -> "'" + word + "'")
        .collect(Collectors.joining(" "));
  }

  @Test
  void isStartedStartedAgainAndEnded() {
    long last;
    try (MaasProcess maas =
        MaasProcess.start(folder.resolve("data"), "--inference-command", command())) {
      Administrator administrator = Administrator.of(maas);
      administrator.apply(service(1)).expect(200);
      administrator.apply(GOVERNED).expect(200);
      Caller owner = administrator.user("sampler", "samples");
      Tenancy.awaitSubscription(owner, "samples");
      Caller key = Administrator.key(owner, "sample", "samples").caller();

      // It answers,
      awaitReady(administrator, "True");
      awaitAnswer(key);
      long first = engines(maas).getFirst();

      // is started again when it dies,
      ProcessHandle.of(first).ifPresent(ProcessHandle::destroyForcibly);
      Eventually.holds(
          "another engine runs",
          PATIENCE,
          () -> !engines(maas).isEmpty() && !engines(maas).contains(first));
      awaitAnswer(key);

      // ends where nobody wants it,
      administrator.apply(service(0)).expect(200);
      awaitReady(administrator, "False");
      Eventually.holds("no engine runs", PATIENCE, () -> engines(maas).isEmpty());

      // and with the program.
      administrator.apply(service(1)).expect(200);
      awaitReady(administrator, "True");
      last = engines(maas).getFirst();
    }
    assertThat(ProcessHandle.of(last).filter(ProcessHandle::isAlive)).isEmpty();
  }

  private static void awaitReady(Administrator administrator, String status) {
    String path = Administrator.API + "/resources/" + SERVICE;
    Eventually.holds(
        "Ready is " + status,
        PATIENCE,
        () ->
            administrator
                .caller()
                .get(path)
                .json()
                .at("/status/conditions/0/status")
                .asText()
                .equals(status));
  }

  private static void awaitAnswer(Caller key) {
    Eventually.holds(
        "the model answers",
        PATIENCE,
        Duration.ofMillis(100),
        () -> key.post(Chat.PATH, Chat.of(ID, "Hello", 5)).status() == 200);
  }

  private static List<Long> engines(MaasProcess maas) {
    try (Stream<Path> files = Files.list(maas.data().resolve("engines"))) {
      return files.map(file -> Long.parseLong(file.getFileName().toString())).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
