package io.maas.store.valkey;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.maas.store.valkey.ValkeyAddress.Node;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A connection to a master that has said which server it is. Once broken it stays so.
final class ServerLink {

  private static final Pattern RUN_ID = Pattern.compile("(?m)^run_id:(\\w+)");
  private static final Pattern ROLE = Pattern.compile("(?m)^role:(\\w+)");

  private static final Pattern EVICTION = Pattern.compile("(?m)^maxmemory_policy:(\\S+)");

  private final Node node;
  private final String runId;
  private final StatefulRedisConnection<String, String> connection;
  private final Semaphore room;

  private ServerLink(
      Node node, String runId, StatefulRedisConnection<String, String> connection, int most) {
    this.node = node;
    this.runId = runId;
    this.connection = connection;
    this.room = new Semaphore(most);
  }

  /// Connects, and asks who is there.
  ///
  /// @param most how many commands may wait for their answers at once
  static CompletionStage<ServerLink> open(RedisClient client, RedisURI uri, Node node, int most) {
    return client
        .connectAsync(StringCodec.ASCII, uri)
        .toCompletableFuture()
        .thenCompose(connection ->
            connection
                .async()
                .info()
                .toCompletableFuture()
                .orTimeout(uri.getTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(info -> new ServerLink(node, master(node, info), connection, most))
                .thenCompose(ServerLink::load)
                .whenComplete((_, error) -> {
                  if (error != null) {
                    var _ = connection.closeAsync();
                  }
                }));
  }

  private static String master(Node node, String info) {
    Matcher role = ROLE.matcher(info);
    Matcher runId = RUN_ID.matcher(info);
    if (!role.find() || !runId.find()) {
      throw new IllegalStateException(node + " does not say who it is (expected: INFO)");
    }
    if (!role.group(1).equals("master")) {
      throw new IllegalStateException(node + " is a " + role.group(1) + " (expected: master)");
    }
    expectToKeep(node, info);
    return runId.group(1);
  }

  /// A server that throws counters away when its memory is full lets requests through.
  private static void expectToKeep(Node node, String info) {
    Matcher policy = EVICTION.matcher(info);
    if (policy.find() && !policy.group(1).equals("noeviction")) {
      throw new IllegalStateException(
          node + " has maxmemory-policy " + policy.group(1) + " (expected: noeviction)");
    }
  }

  private CompletionStage<ServerLink> load() {
    List<CompletableFuture<String>> loads =
        Arrays.stream(Script.values())
            .map(script -> connection.async().scriptLoad(script.text()).toCompletableFuture())
            .toList();
    return CompletableFuture.allOf(loads.toArray(CompletableFuture<?>[]::new))
        .orTimeout(connection.getTimeout().toMillis(), TimeUnit.MILLISECONDS)
        .thenApply(_ -> this);
  }

  Node node() {
    return node;
  }

  /// Which server it is: another after each restart.
  String runId() {
    return runId;
  }

  boolean isOpen() {
    return connection.isOpen();
  }

  void close() {
    if (connection.isOpen()) {
      var _ = connection.closeAsync();
    }
  }

  /// Runs a script. Fails at once with [Crowded] where too many wait already.
  CompletionStage<List<Object>> run(Script script, String[] keys, String[] args, Duration within) {
    if (!room.tryAcquire()) {
      return CompletableFuture.failedStage(new Crowded(node));
    }
    CompletableFuture<List<Object>> answered = evaluate(script, keys, args);
    // What is late still takes room until it is answered, or the connection breaks.
    var _ = answered.whenComplete((_, _) -> room.release());
    return answered.copy().orTimeout(within.toMillis(), TimeUnit.MILLISECONDS);
  }

  private CompletableFuture<List<Object>> evaluate(Script script, String[] keys, String[] args) {
    return connection
        .async()
        .<List<Object>>evalsha(script.sha(), ScriptOutputType.MULTI, keys, args)
        .toCompletableFuture()
        .exceptionallyCompose(error ->
            error instanceof RedisNoScriptException
                ? connection
                    .async()
                    .<List<Object>>eval(script.text(), ScriptOutputType.MULTI, keys, args)
                : CompletableFuture.failedStage(error));
  }

  /// Whether the server is still there, and still the master.
  CompletionStage<Boolean> isMaster(Duration within) {
    return connection
        .async()
        .info("replication")
        .toCompletableFuture()
        .copy()
        .orTimeout(within.toMillis(), TimeUnit.MILLISECONDS)
        .thenApply(info -> info.contains("role:master"));
  }

  /// Nothing was sent: there is no room for more that waits.
  static final class Crowded extends IOException {
    private static final long serialVersionUID = 1L;

    Crowded(Node node) {
      super(node + " answers too slowly");
    }
  }
}
