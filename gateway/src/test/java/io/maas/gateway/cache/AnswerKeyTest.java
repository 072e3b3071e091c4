package io.maas.gateway.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.access.Principal;
import io.maas.domain.catalog.Access;
import io.maas.domain.catalog.Dialect;
import io.maas.domain.catalog.Endpoint;
import io.maas.domain.catalog.Endpoint.Share;
import io.maas.domain.catalog.Endpoint.Surface;
import io.maas.domain.catalog.Model;
import io.maas.domain.catalog.ModelDetails;
import io.maas.domain.catalog.ModelId;
import io.maas.domain.catalog.ResponseCaching;
import io.maas.domain.catalog.ResponseCaching.Shared;
import io.maas.domain.catalog.Secret;
import io.maas.domain.catalog.Serving;
import io.maas.domain.catalog.Serving.Unsupported;
import io.maas.domain.catalog.TokenRules;
import io.maas.protocol.request.InferenceRequest;
import io.maas.protocol.request.Operation;
import io.maas.protocol.request.RequestReader;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AnswerKeyTest {

  private static final String BODY = "{\"model\":\"granite\",\"messages\":[]}";

  /// Everything that may differ between two requests; the defaults are those of the first.
  private record Ask(
      String tenant,
      String user,
      Shared shared,
      String revision,
      String model,
      Instant createdAt,
      Endpoint endpoint,
      Unsupported unsupported,
      long defaultMaxTokens,
      Operation operation,
      String body,
      Map<String, String> shown) {

    String key() {
      ResponseCaching caching = new ResponseCaching(Duration.ofMinutes(1), 1000, shared, revision);
      Model declared =
          new Model(
              new ModelId("llm", model),
              "LLMInferenceService",
              "granite",
              Set.of(),
              List.of(endpoint),
              new TokenRules(defaultMaxTokens, null),
              ModelDetails.NONE,
              createdAt,
              true,
              new Serving(unsupported, 3, caching));
      return AnswerKey.of(
              new Principal(tenant, user, List.of(), false, null),
              read(operation, body),
              declared,
              caching,
              shown)
          .orElseThrow();
    }
  }

  private static InferenceRequest read(Operation operation, String body) {
    if (RequestReader.read(operation, body.getBytes(UTF_8))
        instanceof RequestReader.Result.Read(InferenceRequest request)) {
      return request;
    }
    throw new IllegalArgumentException(body);
  }

  private static Endpoint endpoint(String name, String url, String served, Access access) {
    return new Endpoint(
        name, URI.create(url), served, "internal", access, List.of(Surface.CHAT), Share.of(1));
  }

  private static final Endpoint ONE = endpoint("one", "http://one", "served", new Access.Open());

  private static Ask ask(String tenant, String user, Shared shared) {
    return with(tenant, user, shared, "uid/1", "granite", ONE, BODY, Map.of());
  }

  private static Ask with(
      String tenant,
      String user,
      Shared shared,
      String revision,
      String model,
      Endpoint endpoint,
      String body,
      Map<String, String> shown) {
    return new Ask(
        tenant,
        user,
        shared,
        revision,
        model,
        Instant.EPOCH,
        endpoint,
        Unsupported.DROP,
        100,
        Operation.CHAT,
        body,
        shown);
  }

  @Test
  void neverCrossesATenant() {
    assertThat(ask("a", "alice", Shared.TENANT).key())
        .isNotEqualTo(ask("b", "alice", Shared.TENANT).key());
  }

  @Test
  void isOneForAllUsersOfATenantUnlessEachHasItsOwn() {
    assertThat(ask("a", "alice", Shared.TENANT).key())
        .isEqualTo(ask("a", "bob", Shared.TENANT).key());
    assertThat(ask("a", "alice", Shared.USER).key())
        .isNotEqualTo(ask("a", "bob", Shared.USER).key());
    assertThat(ask("a", "alice", Shared.USER).key())
        .isEqualTo(ask("a", "alice", Shared.USER).key());
  }

  @Test
  void outlivesANewCredentialOfAnEndpoint() {
    Endpoint renewed =
        endpoint("one", "http://one", "served", new Access.Bearer(new Secret("new")));

    assertThat(keyAt(renewed)).isEqualTo(keyAt(ONE));
  }

  private static String keyAt(Endpoint endpoint) {
    return with("a", "u", Shared.TENANT, "uid/1", "granite", endpoint, BODY, Map.of()).key();
  }

  @Test
  void isAnotherForEverythingThatDecidesWhatAClientGets() {
    Ask first = ask("a", "alice", Shared.TENANT);
    List<Ask> others =
        List.of(
            with("a", "u", Shared.TENANT, "uid/2", "granite", ONE, BODY, Map.of()),
            with("a", "u", Shared.TENANT, "uid/1", "other", ONE, BODY, Map.of()),
            with("a", "u", Shared.TENANT, "uid/1", "granite", ONE, BODY, Map.of("x", "1")),
            with("a", "u", Shared.TENANT, "uid/1", "granite", ONE, BODY, Map.of("x", "2")),
            with(
                "a",
                "u",
                Shared.TENANT,
                "uid/1",
                "granite",
                ONE,
                "{\"model\":\"granite\",\"messages\":[],\"stream\":true}",
                Map.of()),
            with(
                "a",
                "u",
                Shared.TENANT,
                "uid/1",
                "granite",
                ONE,
                "{\"model\":\"alias\",\"messages\":[]}",
                Map.of()),
            at(endpoint("two", "http://one", "served", new Access.Open())),
            at(endpoint("one", "http://two", "served", new Access.Open())),
            at(endpoint("one", "http://one", "other", new Access.Open())),
            at(
                new Endpoint(
                    "one",
                    URI.create("http://one"),
                    "served",
                    "internal",
                    new Access.Open(),
                    List.of(Surface.usual(Dialect.MESSAGES)),
                    Share.of(1))),
            serving(Instant.EPOCH.plusSeconds(1), Unsupported.DROP, 100, Operation.CHAT),
            serving(Instant.EPOCH, Unsupported.REFUSE, 100, Operation.CHAT),
            serving(Instant.EPOCH, Unsupported.DROP, 101, Operation.CHAT),
            serving(Instant.EPOCH, Unsupported.DROP, 100, Operation.COMPLETION));

    Set<String> keys = new HashSet<>();
    keys.add(first.key());
    others.forEach(other -> keys.add(other.key()));

    assertThat(keys).hasSize(1 + others.size());
  }

  private static Ask at(Endpoint endpoint) {
    return with("a", "u", Shared.TENANT, "uid/1", "granite", endpoint, BODY, Map.of());
  }

  private static Ask serving(
      Instant createdAt, Unsupported unsupported, long defaultMaxTokens, Operation operation) {
    return new Ask(
        "a",
        "u",
        Shared.TENANT,
        "uid/1",
        "granite",
        createdAt,
        ONE,
        unsupported,
        defaultMaxTokens,
        operation,
        BODY,
        Map.of());
  }
}
