package io.maas.gateway.metrics;

import io.maas.domain.access.Principal;
import io.maas.domain.catalog.Decision.Granted;
import io.maas.domain.catalog.ModelId;
import io.maas.domain.metering.Intent;
import io.maas.domain.metering.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// The facts as meters, with the reference's names and labels: `authorized_hits` counts tokens,
/// `authorized_calls` and `limited_calls` count requests. The user is a label only where the tenant
/// says so, since it makes as many series as there are users.
public final class Meters implements Facts {

  private static final Duration[] LATENCIES = {
    Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(25), Duration.ofMillis(50),
    Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1),
    Duration.ofMillis(2500), Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(30),
    Duration.ofSeconds(60), Duration.ofSeconds(120), Duration.ofSeconds(300)
  };

  private final MeterRegistry registry;
  private final boolean captureUser;
  private final ConcurrentMap<Series, Admitted> admitted = new ConcurrentHashMap<>();
  private final ConcurrentMap<Series, Counter> limited = new ConcurrentHashMap<>();
  private final ConcurrentMap<Integer, Counter> refused = new ConcurrentHashMap<>();

  /// @param captureUser whether the user becomes a label
  public Meters(MeterRegistry registry, boolean captureUser) {
    this.registry = registry;
    this.captureUser = captureUser;
  }

  @Override
  public void ended(Intent intent, Outcome outcome) {
    Series series =
        series(
            intent.tenant(),
            intent.user(),
            intent.subscription(),
            intent.model(),
            intent.attribution());
    Admitted meters = admitted.computeIfAbsent(series, this::admitted);
    meters.calls.increment();
    if (!outcome.replayed()) {
      meters.hits.increment((double) outcome.usage().total());
    }
    meters.duration.record(outcome.duration());
    if (outcome.firstToken() != null) {
      meters.firstByte.record(outcome.firstToken());
    }
    if (outcome.usage().estimated()) {
      meters.estimated.increment();
    }
  }

  @Override
  public void limited(Principal caller, Granted granted) {
    Series series =
        series(
            caller.tenant(),
            caller.user(),
            granted.subscription().id(),
            granted.model().id().toString(),
            granted.subscription().attribution());
    limited.computeIfAbsent(series, s -> registry.counter("limited_calls", s.tags())).increment();
  }

  @Override
  public void refused(int status) {
    refused
        .computeIfAbsent(
            status, code -> registry.counter("maas_refusals", "status", Integer.toString(code)))
        .increment();
  }

  @Override
  public void stoodIn(ModelId of, ModelId by, StoodIn how) {
    registry
        .counter(
            "maas_fallbacks",
            "model",
            of.toString(),
            "stand_in",
            by.toString(),
            "result",
            how.name().toLowerCase(Locale.ROOT))
        .increment();
  }

  private Series series(
      String tenant,
      String user,
      String subscription,
      String model,
      Intent.Attribution attribution) {
    return new Series(
        tenant,
        captureUser ? user : "",
        subscription,
        model,
        attribution.organization(),
        attribution.costCenter());
  }

  private Admitted admitted(Series series) {
    Tags tags = series.tags();
    return new Admitted(
        registry.counter("authorized_calls", tags),
        registry.counter("authorized_hits", tags),
        registry.counter("maas_estimated_requests", tags),
        histogram("maas_request_duration", tags),
        histogram("maas_time_to_first_byte", tags));
  }

  private Timer histogram(String name, Tags tags) {
    return Timer.builder(name).tags(tags).serviceLevelObjectives(LATENCIES).register(registry);
  }

  /// One set of labels.
  private record Series(
      String tenant,
      String user,
      String subscription,
      String model,
      @Nullable String organization,
      @Nullable String costCenter) {

    Tags tags() {
      Tags tags =
          Tags.of(
              "tenant_name",
              tenant,
              "subscription",
              subscription,
              "model",
              model,
              "organization_id",
              Objects.requireNonNullElse(organization, ""),
              "cost_center",
              Objects.requireNonNullElse(costCenter, ""));
      return tags.and("user", user);
    }
  }

  private record Admitted(
      Counter calls, Counter hits, Counter estimated, Timer duration, Timer firstByte) {}
}
