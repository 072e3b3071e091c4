package io.maas.app.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.app.data.DemoFacts;
import io.maas.domain.catalog.Model;
import io.maas.domain.catalog.ModelId;
import io.maas.domain.catalog.Snapshot;
import io.maas.domain.catalog.Snapshots;
import io.maas.protocol.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// The demo's resources, users and keys. Made through the API at the first start; at a later one
/// what `demo.env` says is kept, since keys are shown once.
final class DemoCast {

  private static final List<String> MANIFESTS =
      List.of("tenant.yaml", "tiers.yaml", "models.yaml", "access.yaml", "load.yaml");
  private static final String GOOD_FOR = "366d";

  /// What must be ready before anybody plays. Others may have models that are not.
  private static final List<ModelId> MODELS =
      Stream.of("ibm-granite-2b-gpu", "llama-4-scout", "gemma-4", "facebook-opt-125m-simulated")
          .map(name -> new ModelId("llm", name))
          .toList();

  private static final Duration COMPILED_WITHIN = Duration.ofSeconds(10);

  private final OwnApi api;
  private final String own;
  private final String admin;
  private final Snapshots snapshots;

  /// @param own shown by who sets the stage
  /// @param admin the administrator's, for those who play
  /// @param snapshots tells when what was applied is in force
  DemoCast(OwnApi api, String own, String admin, Snapshots snapshots) {
    this.api = api;
    this.own = own;
    this.admin = admin;
    this.snapshots = snapshots;
  }

  /// Sets the stage, and writes down and returns what those who play need to know.
  DemoFacts enter(Path data, RunningServer.Facts facts) throws IOException {
    String simulator = String.valueOf(facts.simulatorUrl());
    for (String manifest : MANIFESTS) {
      String text = manifest(manifest).replace("${SIMULATOR_URL}", simulator);
      expect("demo/" + manifest, api.apply(own, text), 200);
    }
    awaitStage();
    DemoFacts now =
        DemoFacts.read(data)
            .map(known ->
                known.at(
                    facts.url(),
                    admin,
                    facts.postgresUrl(),
                    simulator,
                    String.valueOf(facts.internalUrl())))
            .orElseGet(() -> cast(facts, simulator));
    now.write(data);
    return now;
  }

  private void awaitStage() {
    long deadline = System.nanoTime() + COMPILED_WITHIN.toNanos();
    while (!isSet()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "the demo's resources are not in force after " + COMPILED_WITHIN.toSeconds() + " s");
      }
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
  }

  private boolean isSet() {
    Snapshot snapshot = snapshots.current();
    return snapshot.find(Player.LOAD.subscription).isPresent()
        && MODELS.stream().allMatch(id -> snapshot.model(id).filter(Model::ready).isPresent());
  }

  /// Who is in the demo.
  private enum Player {
    FREE("demo-free", "tier-free-users", ""),
    PREMIUM("demo-premium", "tier-premium-users", ""),
    LOAD("demo-load", "load-testers", "load");

    private final String user;
    private final String group;
    private final String subscription;

    Player(String user, String group, String subscription) {
      this.user = user;
      this.group = group;
      this.subscription = subscription;
    }
  }

  private DemoFacts cast(RunningServer.Facts facts, String simulator) {
    Credentials free = player(Player.FREE);
    Credentials premium = player(Player.PREMIUM);
    Credentials load = player(Player.LOAD);
    return new DemoFacts(
        facts.url(),
        admin,
        free.token(),
        premium.token(),
        free.key(),
        premium.key(),
        load.key(),
        facts.postgresUrl(),
        simulator,
        String.valueOf(facts.internalUrl()));
  }

  private record Credentials(String token, String key) {}

  private Credentials player(Player player) {
    ObjectNode user = Json.MAPPER.createObjectNode().put("name", player.user);
    user.putArray("groups").add(player.group);
    expect("user " + player.user, api.post("/users", own, user), 201, 409);
    ObjectNode lifetime = Json.MAPPER.createObjectNode().put("expiresIn", GOOD_FOR);
    String token =
        expect("token", api.post("/users/" + player.user + "/tokens", own, lifetime), 201)
            .body()
            .path("token")
            .textValue();
    ObjectNode key = Json.MAPPER.createObjectNode().put("name", "demo");
    if (!player.subscription.isEmpty()) {
      key.put("subscription", player.subscription);
    }
    OwnApi.Answer minted = expect("key", api.post("/api-keys", token, key), 201);
    return new Credentials(token, minted.body().path("key").textValue());
  }

  private static OwnApi.Answer expect(String what, OwnApi.Answer answer, int... statuses) {
    for (int status : statuses) {
      if (answer.status() == status) {
        return answer;
      }
    }
    throw new IllegalStateException(what + ": " + answer.status() + " " + answer.body());
  }

  private static String manifest(String name) {
    try (InputStream in = DemoCast.class.getResourceAsStream("/demo/" + name)) {
      if (in == null) {
        throw new IllegalStateException("demo/" + name + " is not in the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
