package io.maas.systemtests.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.systemtests.server.Administrator;
import io.maas.systemtests.server.Answer;
import io.maas.systemtests.server.Caller;
import io.maas.systemtests.server.Chat;
import io.maas.systemtests.server.MaasProcess;
import io.maas.systemtests.server.Tenancy;
import io.maas.testkit.outage.Eventually;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A provider's credential is kept, used, replaced without a restart, and never seen again.
class RotatedSecretsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String SECRET = Administrator.API + "/secrets/llm/provider-key";

  private static final String RESOURCES =
      """
      apiVersion: maas.opendatahub.io/v1alpha1
      kind: ExternalModel
      metadata:
        name: rotated
        namespace: llm
        annotations: {maas.opendatahub.io/tls: "false", maas.opendatahub.io/port: "PORT"}
      spec:
        {provider: openai, endpoint: 127.0.0.1, targetModel: gpt-x, credentialRef: {name: provider-key}}
      ---
      apiVersion: maas.opendatahub.io/v1alpha1
      kind: MaaSModelRef
      metadata: {name: rotated, namespace: llm}
      spec: {modelRef: {kind: ExternalModel, name: rotated}}
      ---
      apiVersion: maas.opendatahub.io/v1alpha1
      kind: MaaSAuthPolicy
      metadata: {name: rotated, namespace: models-as-a-service}
      spec: {modelRefs: [{name: rotated, namespace: llm}], subjects: {groups: [{name: rotated}]}}
      ---
      apiVersion: maas.opendatahub.io/v1alpha1
      kind: MaaSSubscription
      metadata: {name: rotated, namespace: models-as-a-service}
      spec:
        owner: {groups: [{name: rotated}]}
        modelRefs:
          - {name: rotated, namespace: llm, tokenRateLimits: [{limit: 1000000000, window: 1m}]}
      """;

  @Test
  @Tag("slow")
  void usesANewCredentialWithoutARestartAndShowsNone(@TempDir Path folder) throws IOException {
    String master = Base64.getEncoder().encodeToString(new byte[32]);
    Path data = folder.resolve("data");
    try (RecordingProvider provider = new RecordingProvider();
        MaasProcess maas = MaasProcess.start(data, Map.of("MAAS_SECRETS_KEY", master))) {
      // given a model of a provider whose key is kept
      Administrator administrator = Administrator.of(maas);
      String resources = RESOURCES.replace("PORT", Integer.toString(provider.port()));
      administrator.apply(resources).expect(200);
      write(administrator, "sk-first-secret");
      Caller owner = administrator.user("rotated", "rotated");
      Tenancy.awaitSubscription(owner, "rotated");
      Caller caller = Administrator.key(owner, "rotated", "rotated").caller();
      awaitAskedWith("sk-first-secret", caller, provider);

      // when it is replaced, or a file overrules it, then the next requests bear the new one
      write(administrator, "sk-second-secret");
      awaitAskedWith("sk-second-secret", caller, provider);
      Path file = data.resolve("secrets/llm/provider-key/api-key");
      Files.createDirectories(file.getParent());
      Files.writeString(file, "sk-third-secret\n");
      awaitAskedWith("sk-third-secret", caller, provider);
      Files.delete(file);
      awaitAskedWith("sk-second-secret", caller, provider);

      // then nobody was shown any of them
      Answer listed = administrator.caller().get(Administrator.API + "/secrets").expect(200);
      assertThat(listed.json().at("/data/0/keys/0/key").asText()).isEqualTo("api-key");
      String model = Administrator.API + "/resources/externalmodel.maas.opendatahub.io/llm/rotated";
      assertThat(listed.body() + administrator.caller().get(model).body() + maas.said())
          .contains("provider-key", "putSecret")
          .doesNotContain("sk-first", "sk-second", "sk-third", master);

      // when it is deleted, then the model is not served
      administrator.caller().delete(SECRET).expect(204);
      Eventually.holds("nobody serves it", PATIENCE, () -> ask(caller).status() != 200);
    }
  }

  private static void write(Administrator administrator, String value) {
    administrator
        .caller()
        .send(
            administrator
                .caller()
                .request(SECRET)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"data\":{\"api-key\":\"" + value + "\"}}")))
        .expect(204);
  }

  private static void awaitAskedWith(String key, Caller caller, RecordingProvider provider) {
    Eventually.holds(
        "it is asked with " + key,
        PATIENCE,
        () -> ask(caller).status() == 200 && provider.authorization().equals("Bearer " + key));
  }

  private static Answer ask(Caller caller) {
    return caller.post(Chat.PATH, Chat.of("llm/rotated", "Hello", 5));
  }
}
