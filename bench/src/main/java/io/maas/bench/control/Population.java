package io.maas.bench.control;

import io.maas.domain.access.LocalToken;
import io.maas.domain.access.Users;
import io.maas.domain.resource.Kind;
import io.maas.domain.resource.Resource;
import io.maas.domain.resource.ResourceKey;
import io.maas.domain.resource.Resources;
import io.maas.store.postgres.PostgresDatabase;
import io.maas.store.postgres.PostgresSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Fills a database. Resources come through their port, the many rows of keys and users by
/// statements that make them.
///
/// @param random fit for secrets
record Population(PostgresDatabase database, PostgresSettings settings, RandomGenerator random) {

  static final String TENANT = Kind.TENANT_NAMESPACE;
  static final String ADMIN = "bench-admin";

  /// The user whose lists are asked for.
  static final String SOMEBODY = "user-7";

  private static final int GROUPS = 1_000;
  private static final int MODELS_A_SUBSCRIPTION = 3;
  private static final int MODELS_A_POLICY = 100;
  private static final Duration GOOD_FOR = Duration.ofDays(7);

  /// Who asks.
  record Tokens(String admin, String user) {}

  Tokens fill(Size size) {
    people(size);
    models(size);
    subscriptions(size);
    return new Tokens(token(ADMIN), token(SOMEBODY));
  }

  private void people(Size size) {
    database.users().create(new Users.User(TENANT, ADMIN, true, List.of(), Instant.now()));
    run(
        """
        insert into users (tenant, name, admin, created_at)
        select '%1$s', 'user-' || n, false, now() - n * interval '1 minute'
        from generate_series(0, %2$d - 1) n
        """
            .formatted(TENANT, size.users()),
        """
        insert into groups (tenant, name) select '%s', 'group-' || n from generate_series(0, %d - 1) n
        """
            .formatted(TENANT, GROUPS),
        """
        insert into group_members (tenant, group_name, user_name)
        select '%1$s', 'group-' || n %% %2$d, 'user-' || n from generate_series(0, %3$d - 1) n
        """
            .formatted(TENANT, GROUPS, size.users()),
        """
        insert into api_keys (id, username, name, description, key_hash, status, user_groups, created_at,
          expires_at, last_used_at, subscription, tenant, labels)
        select gen_random_uuid()::text, 'user-' || n %% %2$d, 'key ' || md5(n::text),
          'what the ' || n || 'th key is for', encode(sha256(n::text::bytea), 'hex'),
          case when n %% 10 = 0 then 'revoked' else 'active' end, array['group-' || n %% %3$d],
          now() - n * interval '13 seconds', now() + (n %% 90) * interval '1 day' + interval '1 hour',
          case when n %% 3 = 0 then null else now() - n * interval '1 second' end,
          '%1$s/subscription-' || n %% %4$d, '%1$s',
          jsonb_build_object('team', 'team-' || n %% 100, 'n', n::text)
        from generate_series(0, %5$d - 1) n
        """
            .formatted(TENANT, size.users(), GROUPS, size.subscriptions(), size.keys()),
        "vacuum analyze");
  }

  private void run(String... statements) {
    try (Connection connection =
            DriverManager.getConnection(settings.jdbcUrl(), settings.user(), settings.password());
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the database cannot be filled: " + e.getMessage(), e);
    }
  }

  private void models(Size size) {
    Resources resources = database.resources();
    for (int i = 0; i < size.models(); i++) {
      String name = "model-" + i;
      put(
          resources,
          Kind.MODEL_REF,
          "llm",
          name,
          Map.of(
              "modelRef", Map.of("kind", "LLMInferenceService", "name", name),
              "endpoints", List.of(Map.of("url", "http://" + name + ".llm.example:8000"))));
    }
    for (int first = 0; first < size.models(); first += MODELS_A_POLICY) {
      int end = Math.min(size.models(), first + MODELS_A_POLICY);
      put(
          resources,
          Kind.AUTH_POLICY,
          TENANT,
          "policy-" + first,
          Map.of(
              "modelRefs", IntStream.range(first, end).mapToObj(Population::ref).toList(),
              "subjects", Map.of("groups", List.of(Map.of("name", "system:authenticated")))));
    }
  }

  private static Map<String, Object> ref(int model) {
    return Map.of("name", "model-" + model, "namespace", "llm");
  }

  private void subscriptions(Size size) {
    for (int i = 0; i < size.subscriptions(); i++) {
      put(
          database.resources(),
          Kind.SUBSCRIPTION,
          TENANT,
          "subscription-" + i,
          spec(i, size, 1_000));
    }
  }

  /// What the nth subscription says once one of its models is another.
  static Map<String, Object> changed(int n, int model, Size size) {
    return Map.of(
        "owner", Map.of("groups", List.of(Map.of("name", "group-" + n % GROUPS))),
        "priority", n,
        "modelRefs", List.of(limited(model % size.models(), 1_000)));
  }

  private static Map<String, Object> spec(int n, Size size, int tokens) {
    return Map.of(
        "owner", Map.of("groups", List.of(Map.of("name", "group-" + n % GROUPS))),
        "priority", n,
        "modelRefs",
            IntStream.range(0, MODELS_A_SUBSCRIPTION)
                .mapToObj(i -> limited((n + i) % size.models(), tokens))
                .toList());
  }

  private static Map<String, Object> limited(int model, int tokens) {
    return Map.of(
        "name",
        "model-" + model,
        "namespace",
        "llm",
        "tokenRateLimits",
        List.of(Map.of("limit", tokens, "window", "1m")));
  }

  private static void put(
      Resources resources, Kind kind, String namespace, String name, Map<String, Object> spec) {
    resources.put(
        Resource.draft(
            new ResourceKey(kind, namespace, name),
            Map.of(),
            Map.of(),
            List.of(),
            Map.of("spec", spec)));
  }

  private String token(String user) {
    LocalToken token = LocalToken.generate(random);
    Instant now = Instant.now();
    database.users().insertToken(TENANT, user, token.hash(), now, now.plus(GOOD_FOR));
    return token.reveal();
  }
}
