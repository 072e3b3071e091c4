package io.maas.domain.resource.compile;

import io.maas.domain.catalog.Access;
import io.maas.domain.catalog.Secret;
import io.maas.domain.resource.Surroundings;
import io.maas.domain.resource.compile.Upstreams.Problem;
import io.maas.domain.resource.spec.AuthSpec;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Finds what endpoints know us by in the secrets of one namespace. What is missing is said without
/// saying anything of what is there.
record Credentials(Surroundings surroundings, String namespace) {

  private static final String API_KEY = "api-key";
  private static final String ACCESS_KEY = "access-key-id";
  private static final String SECRET_KEY = "secret-access-key";
  private static final String SESSION_TOKEN = "session-token";
  private static final String SERVICE_ACCOUNT = "service-account.json";

  private static final String REGION = "region";
  private static final String SERVICE = "service";
  private static final Pattern WORD = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  /// What came of looking.
  sealed interface Found {}

  /// It is known by this.
  record Known(Access access) implements Found {}

  /// Something is missing.
  record Lacking(Problem problem) implements Found {}

  /// What a provider that wants nothing but a key knows us by.
  ///
  /// @param provider decides the header that the key goes into
  Found key(String provider, String secret) {
    return of(provider, new AuthSpec(AuthSpec.Type.APIKEY, secret), Map.of());
  }

  /// What a provider knows us by.
  Found of(String provider, AuthSpec auth, Map<String, String> config) {
    return switch (auth.type()) {
      case APIKEY -> one(auth, API_KEY, key -> new Known(header(provider, key)));
      case SIMPLE -> one(auth, API_KEY, key -> new Known(new Access.Bearer(key)));
      case SIGV4 ->
          one(auth, ACCESS_KEY, id -> one(auth, SECRET_KEY, key -> signed(auth, config, id, key)));
      case OAUTH2 -> one(auth, SERVICE_ACCOUNT, account -> account(auth, account));
    };
  }

  /// What a provider's secret lacks; how it is used may depend on what refers to the provider.
  Optional<Problem> lacking(AuthSpec auth) {
    return of("", auth, Map.of(REGION, "any")) instanceof Lacking(Problem problem)
        ? Optional.of(problem)
        : Optional.empty();
  }

  /// Then a value.
  @FunctionalInterface
  private interface Then {
    Found with(Secret value);
  }

  private Found one(AuthSpec auth, String key, Then then) {
    Secret value = find(auth, key).orElse(null);
    return value == null
        ? new Lacking(
            new Problem(false, "secret " + namespace + "/" + auth.secret() + " has no key " + key))
        : then.with(value);
  }

  private Optional<Secret> find(AuthSpec auth, String key) {
    return surroundings.secrets().find(namespace, auth.secret(), key);
  }

  /// Each provider's own documents say which header.
  private static Access header(String provider, Secret key) {
    return switch (provider) {
      case "anthropic" -> new Access.Header("x-api-key", key);
      case "azure-openai" -> new Access.Header("api-key", key);
      case "gemini", "vertex" -> new Access.Header("x-goog-api-key", key);
      default -> new Access.Bearer(key);
    };
  }

  private Found signed(AuthSpec auth, Map<String, String> config, Secret id, Secret key) {
    String region = config.getOrDefault(REGION, "");
    String service = config.getOrDefault(SERVICE, "bedrock");
    if (!WORD.matcher(region).matches()) {
      return wrong(REGION, region, "with auth type sigv4, AWS' region, such as us-east-1");
    }
    if (!WORD.matcher(service).matches()) {
      return wrong(SERVICE, service, "the name of AWS' service, such as bedrock");
    }
    return new Known(
        new Access.SigV4(id.value(), key, find(auth, SESSION_TOKEN).orElse(null), region, service));
  }

  /// The key is JSON, and so YAML. It is not read further here than to tell a key that was pasted
  /// into the wrong place.
  private Found account(AuthSpec auth, Secret account) {
    boolean sound;
    try {
      sound =
          surroundings.yaml().apply(account.value()) instanceof Map<?, ?> map
              && map.get("client_email") instanceof String
              && map.get("private_key") instanceof String;
    } catch (IllegalArgumentException _) {
      sound = false;
    }
    return sound
        ? new Known(new Access.ServiceAccount(account))
        : new Lacking(
            new Problem(
                false,
                "secret "
                    + namespace
                    + "/"
                    + auth.secret()
                    + ": "
                    + SERVICE_ACCOUNT
                    + " is no service account's key (expected: JSON with client_email and"
                    + " private_key)"));
  }

  private static Found wrong(String key, String found, String expected) {
    return new Lacking(
        new Problem(
            true,
            "config."
                + key
                + ": "
                + (found.isEmpty() ? "missing" : found)
                + " (expected: "
                + expected
                + ")"));
  }
}
