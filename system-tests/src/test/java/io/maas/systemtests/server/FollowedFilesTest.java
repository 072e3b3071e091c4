package io.maas.systemtests.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.testkit.outage.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `maas up -f DIR` as its user sees it.
class FollowedFilesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  @Tag("slow")
  void appliesFollowsAndPrunesOnlyWhatItCreated(@TempDir Path folder) throws IOException {
    Path files = Files.createDirectory(folder.resolve("files"));
    Files.writeString(files.resolve("gold.yaml"), subscription("gold", 1));
    try (MaasProcess maas = MaasProcess.start(folder.resolve("data"), "-f", files.toString())) {
      // given a file, and a resource that an administrator made and that a file names later
      assertThat(limit(maas, "gold")).isEqualTo(1);
      Administrator.of(maas).apply(subscription("theirs", 1)).expect(200);
      Files.writeString(files.resolve("theirs.yaml"), subscription("theirs", 2));
      awaitLimit(maas, "theirs", 2);

      // when a file is broken, then what it said stays
      Files.writeString(files.resolve("gold.yaml"), subscription("gold", -3));
      Eventually.holds(
          "it says what is wrong",
          PATIENCE,
          () ->
              maas.said()
                  .lines()
                  .anyMatch(line ->
                      line.contains("file=" + files.resolve("gold.yaml"))
                          && line.contains(
                              "field=spec.modelRefs[0].tokenRateLimits[0].limit found=-3 expected=")));
      assertThat(limit(maas, "gold")).isEqualTo(1);

      // when it is mended, then it is in force
      Files.writeString(files.resolve("gold.yaml"), subscription("gold", 7));
      awaitLimit(maas, "gold", 7);

      // when files are deleted while nobody follows, then what came from them goes, and no more
      maas.terminate();
      Files.delete(files.resolve("gold.yaml"));
      Files.delete(files.resolve("theirs.yaml"));
      maas.start();
      Eventually.holds("gold is gone", PATIENCE, () -> read(maas, "gold").status() == 404);
      assertThat(limit(maas, "theirs")).isEqualTo(2);
      assertThat(read(maas, "load").status()).isEqualTo(200);
    }
  }

  @Test
  @Tag("slow")
  void saysThatItDrainsWhenItIsToldToEnd(@TempDir Path folder) {
    MaasProcess maas = MaasProcess.start(folder.resolve("data"));
    try (maas) {
      Launched process = maas.launched();
      process.terminate();
      assertThat(process.said()).endsWith("  draining\n");
    }
  }

  private static void awaitLimit(MaasProcess maas, String name, int limit) {
    Eventually.holds(name + " has limit " + limit, PATIENCE, () -> limit(maas, name) == limit);
  }

  private static int limit(MaasProcess maas, String name) {
    return read(maas, name)
        .expect(200)
        .json()
        .at("/spec/modelRefs/0/tokenRateLimits/0/limit")
        .asInt();
  }

  private static Answer read(MaasProcess maas, String name) {
    return Administrator.of(maas)
        .caller()
        .get(Administrator.API + "/resources/maassubscriptions/models-as-a-service/" + name);
  }

  private static String subscription(String name, int limit) {
    return """
    apiVersion: maas.opendatahub.io/v1alpha1
    kind: MaaSSubscription
    metadata: {name: %s, namespace: models-as-a-service}
    spec:
      owner: {groups: [{name: %s}]}
      modelRefs:
        - {name: gemma-4, namespace: llm, tokenRateLimits: [{limit: %s, window: 1m}]}
    """
        .formatted(name, name, limit);
  }
}
