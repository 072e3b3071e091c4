package io.maas.identity.oidc;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One issuer that a tenant believes, and how far.
///
/// @param issuer what its tokens say in `iss`, to the letter; discovery starts there
/// @param clientId what we are to it
/// @param clientSecret the file with our secret; null for a public client
/// @param audiences a token's `aud` has to hold one of them; empty: it has to be meant for a client
/// @param clients whose tokens are taken, beside our own: a token's `azp`, when present, has to be
///   one of them
/// @param claims where it says who somebody is
/// @param algorithms that its signatures may have
/// @param skew how far its clock may be from ours
/// @param ttl after this its keys are asked for again
/// @param kept how long its keys are used while it does not answer
/// @param ca authorities to check its certificate against, beside the system's; null for none
/// @param scopes what we ask for when somebody signs in
public record IssuerSettings(
    String issuer,
    String clientId,
    @Nullable Path clientSecret,
    List<String> audiences,
    List<String> clients,
    ClaimRules claims,
    Set<String> algorithms,
    Duration skew,
    Duration ttl,
    Duration kept,
    @Nullable Path ca,
    List<String> scopes) {

  /// Asymmetric ones: with a symmetric one, whoever can check a token could also make one.
  public static final Set<String> ALGORITHMS =
      Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

  public static final Duration USUAL_SKEW = Duration.ofSeconds(30);
  public static final Duration USUAL_TTL = Duration.ofMinutes(5);
  public static final Duration USUALLY_KEPT = Duration.ofHours(12);
  public static final List<String> USUAL_SCOPES = List.of("openid", "profile", "email");

  private static final Duration MOST_SKEW = Duration.ofMinutes(5);
  private static final Duration LEAST_TTL = Duration.ofSeconds(30);

  public IssuerSettings {
    audiences = List.copyOf(audiences);
    clients = List.copyOf(clients);
    algorithms = Set.copyOf(algorithms);
    scopes = List.copyOf(scopes);
    expect(issuer.matches("https?://\\S{1,2040}"), "issuer", issuer, "https://...");
    expect(clientId.matches("\\S{1,256}"), "clientId", clientId, "1 to 256 characters, no blanks");
    expect(!algorithms.isEmpty(), "algorithms", "none", "some of " + ALGORITHMS);
    expect(ALGORITHMS.containsAll(algorithms), "algorithms", "" + algorithms, "of " + ALGORITHMS);
    expect(!skew.isNegative() && skew.compareTo(MOST_SKEW) <= 0, "skew", "" + skew, "0s to 5m");
    expect(ttl.compareTo(LEAST_TTL) >= 0, "ttl", "" + ttl, ">= 30s");
    expect(kept.compareTo(ttl) >= 0, "kept", "" + kept, ">= ttl, " + ttl);
  }

  /// What the reference's tenants say of an issuer: `{issuerUrl, clientId, ttl}`.
  public static IssuerSettings of(String issuer, String clientId, Duration ttl) {
    return new IssuerSettings(
        issuer,
        clientId,
        null,
        List.of(),
        List.of(),
        ClaimRules.USUAL,
        ALGORITHMS,
        USUAL_SKEW,
        ttl,
        ttl.compareTo(USUALLY_KEPT) > 0 ? ttl : USUALLY_KEPT,
        null,
        USUAL_SCOPES);
  }

  /// Whether a client's tokens are taken.
  boolean takes(String client) {
    return client.equals(clientId) || clients.contains(client);
  }

  private static void expect(boolean holds, String field, String found, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(
          "oidc: " + field + ": " + found + " (expected: " + expected + ")");
    }
  }
}
