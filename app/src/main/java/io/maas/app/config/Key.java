package io.maas.app.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Everything that configures the process. A key has one name in three spellings: `management-port`
/// in the file, `MAAS_MANAGEMENT_PORT` in the environment, `--management-port` on the command line.
public enum Key {
  ROLE(
      "role",
      "ROLE",
      "all",
      "What this process is: `gateway` (the data plane), `control` (the API and its jobs) or"
          + " `all`."),
  HOST("host", "ADDRESS", "127.0.0.1", "The address that the gateway and the API listen at."),
  PORT("port", "PORT", "8080", "The port that they listen at; 0 takes a free one."),
  MANAGEMENT_PORT(
      "management-port",
      "PORT",
      "the one after `port`",
      "The port of metrics, health and readiness; 0 takes a free one."),
  INTERNAL_HOST(
      "internal-host",
      "ADDRESS",
      "127.0.0.1",
      "The address of control's internal endpoints (api.md). Most of them ask nobody who they are: let"
          + " no client reach it."),
  INTERNAL_PORT(
      "internal-port",
      "PORT",
      "1000 more than `port`",
      "The port of control's internal endpoints; 0 takes a free one."),
  DATA(
      "data",
      "DIR",
      "${XDG_DATA_HOME:-~/.local/share}/maas",
      "Where the database and the journal lie. One process at a time uses it."),
  RESOURCES(
      "resources",
      "FILE|DIR",
      "none",
      "Resources to apply at the start and to follow: what changes is applied, and what goes is"
          + " deleted if it came from there (resources.md); as often as needed, in the file a"
          + " list.",
      "-f"),
  DEMO(
      "demo",
      "",
      "false",
      "Brings simulated models, two tiers and users to play with, and writes their keys to"
          + " `demo.env` in the data directory."),
  POSTGRES(
      "postgres",
      "URL",
      "one of its own in the data directory",
      "The database: `postgresql://USER:PASSWORD@HOST:PORT/DATABASE`. A gateway alone needs one."),
  VALKEY(
      "valkey",
      "URL",
      "counters of its own in memory",
      "Where several gateways share their counters: `redis://[[USER]:PASSWORD@]HOST:PORT`;"
          + " `rediss://…` over TLS, with `?ca=FILE` for an authority of your own;"
          + " `redis-sentinel://…HOST:PORT,HOST:PORT#MASTER`;"
          + " `redis-cluster://…HOST:PORT,HOST:PORT`."),
  RESPONSE_CACHE(
      "response-cache",
      "MIB",
      "64",
      "How many MiB of answers this gateway keeps, of the models that want their answers given"
          + " again (response-cache.md): in its memory, or with `valkey` there; 0 for none."),
  // Not MAAS_SIMULATOR_URL in the environment: demo.env has that, and whoever read it into a shell
  // and starts maas there would get the address of a simulator that is gone.
  SIMULATOR(
      "simulator",
      "URL",
      "one of its own",
      "A simulator that runs already, for the demo's models: `http://HOST:PORT`.",
      "--simulator-url"),
  INFERENCE(
      "inference",
      "URL",
      "none, the simulator with `demo`",
      "What answers for every `LLMInferenceService` where no cluster runs them (resources.md): the"
          + " root of an engine, `http://HOST:PORT`; or `simulator` for one of this process, which"
          + " makes its answers up; or `none`."),
  TLS_CERT(
      "tls-cert",
      "FILE",
      "none: in clear",
      "The certificate chain in PEM; it is read again when it changes."),
  TLS_KEY("tls-key", "FILE", "none: in clear", "The certificate's private key in PEM."),
  TRANSPORT(
      "transport",
      "NAME",
      "auto",
      "How sockets are driven: `io_uring`, `epoll`, `nio`, or `auto` for the fastest that the"
          + " kernel allows."),
  ALLOW_LOOPBACK(
      "allow-loopback",
      "",
      "false, true with `demo` or `inference: simulator`",
      "Whether a model's endpoint or an issuer of tokens may be an address of this machine, or a"
          + " name that stands for one."),
  KNOWN_HOSTS_ONLY(
      "known-hosts-only",
      "",
      "false",
      "Whether a request to a host name that no tenant has is nobody's, and refused like a"
          + " stranger's, instead of the default tenant's (tenants.md)."),
  UPSTREAM_CA(
      "upstream-ca",
      "FILE",
      "the system's alone",
      "Authorities in PEM that certificates of engines and providers are checked against, beside"
          + " the system's; read at the start."),
  UPSTREAM_PROXY(
      "upstream-proxy",
      "URL",
      "none",
      "The proxy that engines and providers are reached through:"
          + " `http://[USER:PASSWORD@]HOST:PORT`. It looks their names up, and checks what they"
          + " stand for (egress.md)."),
  UPSTREAM_NO_PROXY(
      "upstream-no-proxy",
      "NAMES",
      "none",
      "Hosts that are reached without it, parted by commas: `svc.cluster.local` with all below it,"
          + " or an address; this machine is always among them."),
  UPSTREAM_ANSWER_MIB(
      "upstream-answer-mib",
      "MIB",
      "256",
      "How long an answer of an engine or provider may be, a stream or not, in MiB; what is longer"
          + " is cut off and recorded as failed. What has to be held whole, to be translated, may"
          + " have 64 at most."),
  KUBERNETES(
      "kubernetes",
      "URL",
      "none",
      "A cluster whose Secrets are looked for too (secrets.md): `in-cluster` for the one that this"
          + " process runs in, or its API server, `https://HOST:PORT`."),
  KUBERNETES_TOKEN(
      "kubernetes-token",
      "FILE",
      "in a cluster, the pod's own",
      "The token that the API server knows us by; it is read again each time."),
  KUBERNETES_CA(
      "kubernetes-ca",
      "FILE",
      "in a cluster, its own; else the system's",
      "Authorities in PEM that the API server's certificate is checked against."),
  KUBERNETES_USERS(
      "kubernetes-users",
      "AUDIENCE",
      "none: nobody of a cluster is known",
      "Believes tokens of that cluster which are for this audience (identity.md); `*` for those"
          + " that are for its API server."),
  OIDC(
      "oidc",
      "JSON",
      "none",
      "Issuers of OpenID Connect whose tokens are believed (identity.md), each an object:"
          + " `{issuer, clientId, tenant, audiences, …}`; in the file a list."),
  PASSWORD_MEMORY(
      "password-memory",
      "KIB",
      "19456",
      "How many KiB of memory it costs to try one password of a local user (argon2id), 8192 to"
          + " 1048576; two are tried at once. Kept passwords are hashed anew when they are next"
          + " shown."),
  PASSWORD_PASSES(
      "password-passes", "N", "2", "How many passes over that memory it costs, 1 to 100."),
  DRAIN(
      "drain",
      "TIME",
      "2s, 0s with `demo`",
      "How long a process that was told to end (SIGTERM, Ctrl-C) goes on answering, while `/ready`"
          + " says that it is draining and every answer asks its client to connect anew; such as"
          + " `5s`. Longer than a balancer takes to notice. A second signal ends it at once."),
  DRAIN_AT_MOST(
      "drain-at-most",
      "TIME",
      "30s",
      "How long answers that are under way may take after that signal; at least twice `drain`."),
  PLATFORM_ADMIN_GROUPS(
      "platform-admin-groups",
      "GROUPS",
      "none",
      "Groups whose members administer the installation (roles.md), parted by commas, wherever the"
          + " identity comes from. What tenants say makes nobody a platform admin."),
  TRUSTED_PROXIES(
      "trusted-proxies",
      "ADDRESSES",
      "none",
      "Balancers and proxies in front: addresses and networks such as `10.0.0.0/8`, parted by"
          + " commas. Only what they write into `X-Forwarded-For` is taken for where a request came"
          + " from, in the audit log for one."),
  LEDGER_RECORD_DAYS(
      "ledger-record-days",
      "DAYS",
      "90",
      "How long the ledger keeps usage records, at least 7 days; 0 for ever. Sums by day stay in"
          + " any case."),
  LEDGER_MINUTE_DAYS(
      "ledger-minute-days", "DAYS", "30", "How long it keeps sums by minute; 0 for ever."),
  LEDGER_HOUR_DAYS(
      "ledger-hour-days", "DAYS", "400", "How long it keeps sums by hour; 0 for ever."),
  AUDIT_DAYS(
      "audit-days",
      "DAYS",
      "0",
      "How long the audit logs are kept, at least 30 days; 0 for ever. Export before lines go"
          + " (audit.md)."),
  EXPIRY_WEBHOOK(
      "expiry-webhook",
      "URL",
      "none",
      "Where to say that a key ends within a week, and within a day (jobs.md): each is posted there"
          + " as JSON, at least once.");

  private final String text;
  private final String value;
  private final String fallback;
  private final String description;
  private final String otherFlag;

  Key(String text, String value, String fallback, String description) {
    this(text, value, fallback, description, "");
  }

  Key(String text, String value, String fallback, String description, String otherFlag) {
    this.text = text;
    this.value = value;
    this.fallback = fallback;
    this.description = description;
    this.otherFlag = otherFlag;
  }

  /// Its name in the file.
  public String text() {
    return text;
  }

  /// Its name in the environment.
  public String variable() {
    return "MAAS_" + text.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  /// Its names on the command line, the last of which is like the others.
  public List<String> flags() {
    String flag = "--" + text;
    return otherFlag.isEmpty() ? List.of(flag) : List.of(otherFlag, flag);
  }

  /// What a value of it is called; empty for one that is on or off.
  public String value() {
    return value;
  }

  /// Whether it is on or off.
  public boolean isSwitch() {
    return value.isEmpty();
  }

  /// Whether it may have several values.
  public boolean isList() {
    return this == RESOURCES || this == OIDC;
  }

  /// What holds where nobody says anything, in words.
  public String fallback() {
    return fallback;
  }

  /// What it decides.
  public String description() {
    return description;
  }

  /// The key of a name in the file.
  static Optional<Key> of(String text) {
    return Arrays.stream(values()).filter(key -> key.text.equals(text)).findFirst();
  }
}
