package io.maas.store.valkey;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.resource.ClientResources;
import io.maas.domain.catalog.Secret;
import io.maas.store.valkey.ValkeyAddress.Node;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Opens connections as an address says, none of which mends itself.
final class Connector implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(2);

  private final ValkeyAddress address;
  private final int most;
  private final ClientResources resources;
  private final RedisClient client;

  /// @param most how many commands may wait on one connection
  Connector(ValkeyAddress address, int most) {
    this.address = address;
    this.most = most;
    this.resources =
        ClientResources.builder().ioThreadPoolSize(2).computationThreadPoolSize(2).build();
    this.client = RedisClient.create(resources);
    client.setOptions(options(address.authority()));
  }

  private static ClientOptions options(@Nullable Path authority) {
    ClientOptions.Builder options =
        ClientOptions.builder()
            .autoReconnect(false)
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .timeoutOptions(TimeoutOptions.create())
            .socketOptions(
                SocketOptions.builder().connectTimeout(CONNECT).tcpNoDelay(true).build());
    if (authority != null) {
      options.sslOptions(
          SslOptions.builder().jdkSslProvider().trustManager(authority.toFile()).build());
    }
    return options.build();
  }

  ValkeyAddress address() {
    return address;
  }

  RedisClient client() {
    return client;
  }

  RedisURI uri(Node node) {
    RedisURI.Builder uri =
        RedisURI.builder().withHost(node.host()).withPort(node.port()).withTimeout(CONNECT);
    Secret password = address.password();
    if (password != null && address.user() != null) {
      uri.withAuthentication(address.user(), password.value());
    } else if (password != null) {
      uri.withPassword(password.value().toCharArray());
    }
    return uri.withSsl(address.tls()).withVerifyPeer(address.tls()).build();
  }

  CompletionStage<ServerLink> open(Node node) {
    return ServerLink.open(client, uri(node), node, most);
  }

  @Override
  public void close() {
    var _ =
        client
            .shutdownAsync(0, 2, TimeUnit.SECONDS)
            .whenComplete((_, _) -> {
              var _ = resources.shutdown(0, 2, TimeUnit.SECONDS);
            });
  }
}
