package io.maas.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.catalog.Access;
import io.maas.domain.catalog.Endpoint;
import io.maas.domain.catalog.Endpoint.Share;
import io.maas.domain.catalog.Endpoint.Surface;
import io.maas.domain.catalog.Secret;
import io.maas.http.egress.AddressRefused;
import io.maas.http.egress.Authorities;
import io.maas.http.egress.Egress;
import io.maas.http.egress.OutboundProxy;
import io.maas.testkit.tls.SelfSigned;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PemKeyCertOptions;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The way to real servers on loopback, which bear names that only this test knows.
class UpstreamTest {

  private final Vertx vertx = Vertx.vertx();
  private final Context loop = vertx.getOrCreateContext();
  private final Map<String, List<InetAddress>> dns = new ConcurrentHashMap<>();
  private final AtomicLong ticker = new AtomicLong();
  private final List<String> hosts = new CopyOnWriteArrayList<>();
  private final BlockingQueue<String> connected = new LinkedBlockingQueue<>();

  @TempDir Path folder;

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void connectsToTheAddressThatWasCheckedAndNamesTheHost() {
    int port = serve("127.0.0.2", 0);
    name("engine.test", "127.0.0.2");
    Upstream upstream = upstream(Egress.WITH_LOOPBACK);

    for (int i = 0; i < 3; i++) {
      assertThat(ask(upstream, "http://engine.test:" + port)).isEqualTo("127.0.0.2");
    }

    assertThat(hosts).containsOnly("engine.test:" + port);
    assertThat(connected).as("one connection is kept").hasSize(1);
  }

  @Test
  void sendsNothingWhereTheNameStandsForThisMachine() {
    int port = serve("127.0.0.1", 0);
    name("engine.test", "127.0.0.1");

    assertThat(failure(upstream(Egress.GUARDED), "http://engine.test:" + port))
        .isInstanceOf(AddressRefused.class);
    assertThat(failure(upstream(Egress.GUARDED), "http://127.0.0.1:" + port))
        .isInstanceOf(AddressRefused.class);
    assertThat(connected).isEmpty();
  }

  @Test
  void followsANameThatMoves() {
    int port = serve("127.0.0.2", 0);
    serve("127.0.0.3", port);
    name("engine.test", "127.0.0.2");
    Upstream upstream = upstream(Egress.WITH_LOOPBACK);
    assertThat(ask(upstream, "http://engine.test:" + port)).isEqualTo("127.0.0.2");

    name("engine.test", "127.0.0.3");
    assertThat(ask(upstream, "http://engine.test:" + port)).isEqualTo("127.0.0.2");
    ticker.addAndGet(Duration.ofSeconds(30).toNanos());

    assertThat(ask(upstream, "http://engine.test:" + port)).isEqualTo("127.0.0.3");
  }

  @Test
  void triesTheNextAddressWhereOneIsDead() {
    int port = serve("127.0.0.3", 0);
    name("engine.test", "127.0.0.2", "127.0.0.3");
    Upstream upstream = upstream(Egress.WITH_LOOPBACK);

    assertThat(ask(upstream, "http://engine.test:" + port)).isEqualTo("127.0.0.3");
    assertThat(ask(upstream, "http://engine.test:" + port)).isEqualTo("127.0.0.3");
  }

  @Test
  void saysThatNoAddressAnswers() {
    int port = serve("127.0.0.9", 0);
    name("engine.test", "127.0.0.2", "127.0.0.3", "127.0.0.4", "127.0.0.5");

    assertThat(failure(upstream(Egress.WITH_LOOPBACK), "http://engine.test:" + port))
        .isInstanceOf(java.net.ConnectException.class);
  }

  @Test
  void followsNoRedirect() {
    int port = serve("127.0.0.2", 0);
    name("engine.test", "127.0.0.2");

    assertThat(status(upstream(Egress.WITH_LOOPBACK), "http://engine.test:" + port + "/moved"))
        .isEqualTo(302);
    assertThat(hosts).hasSize(1);
  }

  @Test
  void believesACertificateOfItsOwnAuthorityForTheNameOfTheHostAlone() throws Exception {
    SelfSigned certificate = SelfSigned.in(folder, "engine.test", "dns:engine.test");
    int port = serveTls("127.0.0.2", certificate);
    name("engine.test", "127.0.0.2");
    name("other.test", "127.0.0.2");
    Upstream own = upstream(new Egress(true, Authorities.beside(certificate.certificate()), null));

    assertThat(ask(own, "https://engine.test:" + port)).isEqualTo("127.0.0.2");
    assertThat(failure(own, "https://other.test:" + port))
        .hasStackTraceContaining("name matching other.test found");
    assertThat(failure(upstream(Egress.WITH_LOOPBACK), "https://engine.test:" + port))
        .hasStackTraceContaining("PKIX path building failed");
  }

  @Test
  void changesTheKeyOfAServiceAccountIntoAToken() throws Exception {
    SelfSigned certificate =
        SelfSigned.in(folder, "google", "dns:oauth2.googleapis.com,dns:engine.test");
    int port = serveTls("127.0.0.2", certificate);
    NetServer proxy = proxy("127.0.0.2", port, new LinkedBlockingQueue<>());
    Upstream upstream =
        upstream(
            new Egress(
                true,
                Authorities.beside(certificate.certificate()),
                OutboundProxy.parse("http://127.0.0.1:" + proxy.actualPort(), List.of())
                    .orElseThrow()));
    Endpoint google =
        new Endpoint(
            "vertex",
            URI.create("https://engine.test:" + port),
            "gemini",
            "vertex",
            new Access.ServiceAccount(ServiceAccounts.key()),
            List.of(Surface.CHAT),
            Share.of(1));

    String shown =
        onLoop(upstream, google, response -> Future.succeededFuture(response.getHeader("shown")));

    assertThat(shown).isEqualTo("Bearer ya29.token");
  }

  @Test
  void signsForAws() {
    int port = serve("127.0.0.2", 0);
    name("engine.test", "127.0.0.2");
    Endpoint bedrock =
        new Endpoint(
            "bedrock",
            URI.create("http://engine.test:" + port),
            "claude",
            "bedrock",
            new Access.SigV4("AKID", new Secret("key"), null, "eu-west-1", "bedrock"),
            List.of(Surface.CHAT),
            Share.of(1));

    String shown =
        onLoop(
            upstream(Egress.WITH_LOOPBACK),
            bedrock,
            response -> Future.succeededFuture(response.getHeader("shown")));

    assertThat(shown)
        .startsWith("AWS4-HMAC-SHA256 Credential=AKID/")
        .contains("/eu-west-1/bedrock/aws4_request, SignedHeaders=content-type;host;x-amz-date,");
  }

  @Test
  void goesThroughAProxyThatLooksTheNameUp() throws Exception {
    SelfSigned certificate = SelfSigned.in(folder, "engine.test", "dns:engine.test");
    int port = serveTls("127.0.0.2", certificate);
    BlockingQueue<String> tunnels = new LinkedBlockingQueue<>();
    NetServer proxy = proxy("127.0.0.2", port, tunnels);
    Upstream upstream =
        upstream(
            new Egress(
                true,
                Authorities.beside(certificate.certificate()),
                new OutboundProxy(
                    "127.0.0.1", proxy.actualPort(), "us", new Secret("pw"), List.of("in.test"))));

    assertThat(ask(upstream, "https://engine.test:" + port)).isEqualTo("127.0.0.2");
    assertThat(tunnels.remove())
        .startsWith("CONNECT engine.test:" + port + " HTTP/1.1\r\n")
        .containsIgnoringCase("proxy-authorization: Basic dXM6cHc=");
    assertThat(failure(upstream, "https://169.254.169.254:" + port))
        .isInstanceOf(AddressRefused.class);
    name("vllm.in.test", "127.0.0.2");
    assertThat(failure(upstream, "https://vllm.in.test:" + port))
        .as("past the proxy, to a certificate of another name")
        .hasStackTraceContaining("name matching vllm.in.test found");
    assertThat(tunnels).isEmpty();
  }

  private Upstream upstream(Egress egress) {
    return new Upstream(
        vertx,
        UpstreamSettings.DEFAULTS.by(egress),
        ticker::get,
        InstantSource.system(),
        _ -> this::lookup);
  }

  private Future<List<InetAddress>> lookup(String host) {
    return Future.succeededFuture(
        Objects.requireNonNull(dns.get(host), () -> "nobody was to ask for " + host));
  }

  private void name(String host, String... addresses) {
    dns.put(host, Arrays.stream(addresses).map(InetAddress::ofLiteral).toList());
  }

  private int serve(String address, int port) {
    return vertx
        .createHttpServer()
        .connectionHandler(_ -> connected.add(address))
        .requestHandler(request -> answer(request, address))
        .listen(port, address)
        .await()
        .actualPort();
  }

  private int serveTls(String address, SelfSigned certificate) {
    HttpServer server =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setSsl(true)
                    .setKeyCertOptions(
                        new PemKeyCertOptions()
                            .setCertPath(certificate.certificate().toString())
                            .setKeyPath(certificate.key().toString())))
            .requestHandler(request -> answer(request, address))
            .listen(0, address)
            .await();
    return server.actualPort();
  }

  private void answer(HttpServerRequest request, String address) {
    hosts.add(Objects.requireNonNullElse(request.getHeader("host"), ""));
    request
        .response()
        .putHeader("shown", Objects.requireNonNullElse(request.getHeader("authorization"), ""));
    if (request.uri().startsWith("/moved")) {
      request.response().setStatusCode(302).putHeader("location", "/elsewhere").end();
    } else if (request.uri().equals("/token")) {
      request.body().onSuccess(form -> token(request, form.toString()));
    } else {
      request.response().end(address);
    }
  }

  private static void token(HttpServerRequest request, String form) {
    boolean asked =
        form.startsWith(
            "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=ey");
    request
        .response()
        .end(
            asked
                ? "{\"access_token\":\"ya29.token\",\"expires_in\":3600}"
                : "{\"error\":\"invalid_request\"}");
  }

  /// Tunnels to one place, whatever was asked for.
  private NetServer proxy(String address, int port, BlockingQueue<String> tunnels) {
    return vertx
        .createNetServer()
        .connectHandler(socket ->
            socket.handler(head -> {
              tunnels.add(head.toString());
              socket.pause();
              vertx.createNetClient().connect(port, address).onSuccess(to -> tunnel(socket, to));
            }))
        .listen(0, "127.0.0.1")
        .await();
  }

  private static void tunnel(NetSocket from, NetSocket to) {
    from.handler(to::write);
    to.handler(from::write);
    from.write("HTTP/1.1 200 Connection established\r\n\r\n");
    from.resume();
  }

  private String ask(Upstream upstream, String url) {
    return onLoop(upstream, url, response -> response.body().map(Buffer::toString));
  }

  private int status(Upstream upstream, String url) {
    return onLoop(upstream, url, response -> Future.succeededFuture(response.statusCode()));
  }

  private Throwable failure(Upstream upstream, String url) {
    Promise<Throwable> failure = Promise.promise();
    loop.runOnContext(_ ->
        upstream
            .connect(endpoint(url), "/x", Map.of(), new byte[0], "id")
            .onSuccess(request -> failure.fail("connected to " + request.connection()))
            .onFailure(failure::complete));
    return failure.future().await();
  }

  private <T> T onLoop(
      Upstream upstream,
      String url,
      java.util.function.Function<HttpClientResponse, Future<T>> then) {
    return onLoop(upstream, endpoint(url), then);
  }

  private <T> T onLoop(
      Upstream upstream,
      Endpoint endpoint,
      java.util.function.Function<HttpClientResponse, Future<T>> then) {
    Promise<T> answer = Promise.promise();
    loop.runOnContext(_ ->
        upstream
            .connect(endpoint, "/x", Map.of(), new byte[0], "id")
            .compose(request -> request.send(Buffer.buffer("{}")))
            .compose(then)
            .onComplete(answer));
    return answer.future().await();
  }

  private static Endpoint endpoint(String url) {
    return new Endpoint("e", URI.create(url), "m", "internal", null, 1);
  }
}
