package io.maas.gateway.http;

import io.maas.domain.access.AccessPolicy;
import io.maas.domain.access.Subjects;
import io.maas.domain.catalog.Access;
import io.maas.domain.catalog.Dialect;
import io.maas.domain.catalog.Endpoint;
import io.maas.domain.catalog.Endpoint.Share;
import io.maas.domain.catalog.Endpoint.Surface;
import io.maas.domain.catalog.Grant;
import io.maas.domain.catalog.Model;
import io.maas.domain.catalog.ModelDetails;
import io.maas.domain.catalog.ResponseCaching;
import io.maas.domain.catalog.ResponseCaching.Shared;
import io.maas.domain.catalog.Serving;
import io.maas.domain.catalog.Serving.Unsupported;
import io.maas.domain.catalog.Snapshot;
import io.maas.domain.catalog.Subscription;
import io.maas.domain.catalog.TokenRules;
import io.maas.domain.metering.BillingRate;
import io.maas.domain.metering.Intent;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Outcome;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A gateway with a model whose answers are given again, as a test says.
final class CachingSite implements AutoCloseable {

  static final String CACHE = "x-maas-cache";

  final Rig rig = new Rig();
  Surface surface = Surface.CHAT;
  String servedModel = "ibm/granite";
  String groupOfPolicy = "system:authenticated";
  ResponseCaching caching =
      new ResponseCaching(Duration.ofMinutes(10), 100_000, Shared.TENANT, "uid/1");
  List<Limit> limits = List.of();
  @Nullable BillingRate rate;

  CachingSite() {
    declare();
  }

  /// Makes the gateway see what the fields say.
  void declare() {
    Endpoint endpoint =
        new Endpoint(
            "one",
            URI.create("http://127.0.0.1:" + rig.upstream.port()),
            servedModel,
            "internal",
            new Access.Open(),
            List.of(surface),
            Share.of(1));
    Model model =
        new Model(
            Rig.MODEL,
            "LLMInferenceService",
            "publishers/llm/models/ibm/granite",
            Set.of("ibm/granite"),
            List.of(endpoint),
            new TokenRules(100, new TokenRules.Template(2, 3, -1)),
            ModelDetails.NONE,
            Instant.EPOCH,
            true,
            new Serving(Unsupported.DROP, 3, caching));
    Subscription gold =
        new Subscription(
            "models-as-a-service",
            "gold",
            Subscription.Display.NONE,
            Subscription.Phase.ACTIVE,
            1,
            new Subjects(Set.of("staff"), Set.of()),
            Map.of(Rig.MODEL, grant()),
            null,
            Intent.Attribution.NONE,
            null);
    AccessPolicy policy =
        new AccessPolicy("models-as-a-service/all", new Subjects(Set.of(groupOfPolicy), Set.of()));
    rig.snapshot =
        new Snapshot(
            1, "default", List.of(model), List.of(gold), Map.of(Rig.MODEL, List.of(policy)));
  }

  private Grant grant() {
    return new Grant(limits, rate);
  }

  void limit(Limit... those) {
    limits = List.of(those);
    declare();
  }

  void speak(Dialect dialect) {
    surface = Surface.usual(dialect);
    declare();
  }

  HttpResponse<String> chat(String body, String... headers) {
    return post("/v1/chat/completions", body, headers);
  }

  HttpResponse<String> post(String path, String body, String... headers) {
    HttpRequest.Builder request = rig.withKey(path).POST(HttpRequest.BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return rig.send(request);
  }

  static String cache(HttpResponse<?> answer) {
    return answer.headers().firstValue(CACHE).orElse("");
  }

  int asked() {
    return rig.upstream.arrived.size();
  }

  Outcome outcome() {
    return rig.outcome();
  }

  void pass(Duration time) {
    rig.ahead.addAndGet(time.toNanos());
  }

  @Override
  public void close() {
    rig.close();
  }
}
