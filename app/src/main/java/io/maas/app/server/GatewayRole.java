package io.maas.app.server;

import io.maas.app.config.MaasConfig;
import io.maas.app.data.GatewayId;
import io.maas.domain.catalog.Snapshots;
import io.maas.domain.metering.Ledger;
import io.maas.domain.notice.Notices;
import io.maas.gateway.admission.Counting;
import io.maas.gateway.admission.PromptCount;
import io.maas.gateway.admission.PromptCounter;
import io.maas.gateway.http.Gateway;
import io.maas.gateway.http.GatewayPorts;
import io.maas.gateway.http.GatewaySettings;
import io.maas.gateway.identity.IdentityCache;
import io.maas.gateway.journal.Journal;
import io.maas.gateway.journal.JournalSettings;
import io.maas.gateway.metrics.Facts;
import io.maas.gateway.metrics.LastUsed;
import io.maas.gateway.metrics.Meters;
import io.maas.gateway.recovery.Corrections;
import io.maas.gateway.recovery.LedgerHistory;
import io.maas.gateway.upstream.UpstreamSettings;
import io.maas.http.Need;
import io.maas.http.egress.Authorities;
import io.maas.http.egress.Egress;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// The data plane, put together.
///
/// @param journal admits nothing while it is full
/// @param counters cannot decide while they are lost or away
/// @param identities know nobody while nothing is heard
record GatewayRole(
    Gateway gateway, Journal journal, GatewayCounters counters, IdentityCache identities) {

  private static final Duration MAX_STALENESS = Duration.ofMinutes(10);
  private static final long REMEMBERED_CREDENTIALS = 1_000_000;
  private static final int TELL_LAST_USED_SECONDS = 10;
  private static final Duration FLUSH = Duration.ofSeconds(20);
  private static final long MIB = 1024 * 1024;

  static GatewayRole open(
      Vertx vertx,
      MaasConfig config,
      String url,
      Stores stores,
      Believing believing,
      Snapshots snapshots,
      Clocks clocks,
      MeterRegistry registry,
      Executor aside,
      ScheduledExecutorService jobs,
      Counting counting,
      Undo undo)
      throws IOException {
    String id = GatewayId.in(config.data(), clocks.secrets());
    Ledger ledger = stores.database().ledger(id);
    Journal journal =
        Journal.open(
            JournalSettings.in(config.data().resolve("journal")),
            ledger,
            clocks.dates(),
            clocks.ticker());
    undo.closing("journal", journal);
    undo.add("journal's backlog", () -> journal.flush(FLUSH));
    GatewayCounters counters =
        GatewayCounters.open(
            config,
            id,
            journal,
            registry,
            new GatewayCounters.Surroundings(
                new LedgerHistory(ledger, clocks.dates(), aside),
                snapshots,
                stores,
                clocks,
                aside,
                undo));
    var _ = Corrections.tell(counters.quota(), journal.takeRecovered());
    LastUsed lastUsed = new LastUsed(stores.database().apiKeys());
    var _ =
        jobs.scheduleWithFixedDelay(
            Quietly.of("last use of keys", lastUsed),
            TELL_LAST_USED_SECONDS,
            TELL_LAST_USED_SECONDS,
            TimeUnit.SECONDS);
    IdentityCache identities =
        new IdentityCache(
            believing.ofGateway(),
            clocks.dates(),
            clocks.ticker(),
            REMEMBERED_CREDENTIALS,
            MAX_STALENESS);
    Notices notices = stores.notices();
    var _ =
        jobs.scheduleWithFixedDelay(
            Quietly.of("listening", () -> hear(notices, identities)), 0, 1, TimeUnit.SECONDS);
    registry.gauge("maas_notices_connected", notices, n -> n.connected() ? 1 : 0);
    GatewayPorts ports =
        new GatewayPorts(
            snapshots,
            identities,
            counters.quota(),
            journal,
            Facts.both(new Meters(registry, false), lastUsed),
            clocks.dates(),
            clocks.ticker(),
            clocks.chance(),
            aside);
    GatewaySettings settings =
        GatewaySettings.defaults(url)
            .with(
                UpstreamSettings.DEFAULTS
                    .by(egress(config))
                    .atMost(config.outbound().answerMib() * MIB))
            .with(config.clients());
    Gateway gateway =
        new Gateway(
            vertx, ports, settings, counting, KeptResponses.open(config, clocks, registry, undo));
    notices.subscribe(gateway::take);
    gauges(registry, gateway, journal, identities);
    counted(registry, gateway.prompts());
    return new GatewayRole(gateway, journal, counters, identities);
  }

  private static Egress egress(MaasConfig config) throws IOException {
    Path ca = config.outbound().ca();
    return new Egress(
        config.allowLoopback(),
        ca == null ? null : Authorities.beside(ca),
        config.outbound().proxy());
  }

  private static void hear(Notices notices, IdentityCache identities) {
    if (notices.connected()) {
      identities.hear();
    }
  }

  /// Why no request would be served now, if so.
  Need need() {
    if (journal.state().refusing()) {
      return Need.orNothing("the journal of usage is full");
    }
    return identities.isCutOff()
        ? Need.orNothing("no change of keys can be heard of for too long")
        : Need.MET;
  }

  /// How prompts were counted: bytes where a tokenizer was wanted are the operator's to look into.
  private static void counted(MeterRegistry registry, PromptCounter prompts) {
    for (PromptCount.Source source : PromptCount.Source.values()) {
      FunctionCounter.builder("maas_prompts_counted", prompts, p -> p.counted(source))
          .tag("by", source.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
  }

  private static void gauges(
      MeterRegistry registry, Gateway gateway, Journal journal, IdentityCache identities) {
    registry.gauge("maas_requests_running", gateway, Gateway::running);
    registry.gauge("maas_journal_refusing", journal, j -> j.state().refusing() ? 1 : 0);
    registry.gauge("maas_journal_backlog_bytes", journal, j -> j.state().backlogBytes());
    registry.gauge("maas_journal_open_intents", journal, j -> j.state().openIntents());
    registry.gauge("maas_credentials_remembered", identities, IdentityCache::size);
  }
}
