package io.maas.identity.oidc;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.maas.domain.access.GroupsHearing;
import io.maas.domain.access.Identity;
import io.maas.domain.access.Principal;
import io.maas.domain.access.SignIn;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Signs people in at issuers: code flow with PKCE (RFC 6749, 7636; OpenID Connect Core), device
/// flow (RFC 8628), refresh, and RP-initiated logout.
public final class IssuerSignIn implements SignIn {

  private static final Logger LOG = LoggerFactory.getLogger(IssuerSignIn.class);
  private static final long PATIENCE_SECONDS = 15;
  private static final String DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code";
  private static final Duration USUAL_INTERVAL = Duration.ofSeconds(5);
  private static final long USUAL_SECONDS = 60;

  private final Issuers issuers;
  private final GroupsHearing hearing;

  /// @param hearing is told of the groups of whoever signs in
  public IssuerSignIn(Issuers issuers, GroupsHearing hearing) {
    this.issuers = issuers;
    this.hearing = hearing;
  }

  @Override
  public List<String> issuers(String tenant) {
    return issuers.of(tenant).stream().map(IssuerSettings::issuer).toList();
  }

  @Override
  public Optional<URI> begin(
      String tenant, String issuer, URI back, String state, String nonce, String challenge)
      throws IOException {
    Optional<Issuer> found = issuers.find(tenant, issuer);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    URI at = await(found.get().discovery()).authorization();
    Map<String, String> query = new LinkedHashMap<>();
    query.put("response_type", "code");
    query.put("client_id", found.get().settings().clientId());
    query.put("redirect_uri", back.toString());
    query.put("scope", String.join(" ", found.get().settings().scopes()));
    query.put("state", state);
    query.put("nonce", nonce);
    query.put("code_challenge", challenge);
    query.put("code_challenge_method", "S256");
    return at == null ? Optional.empty() : Optional.of(with(at, query));
  }

  @Override
  public Outcome finish(
      String tenant, String issuer, URI back, String code, String verifier, String nonce)
      throws IOException {
    Optional<Issuer> found = issuers.find(tenant, issuer);
    if (found.isEmpty()) {
      return new Outcome.Nobody("issuer: not believed");
    }
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", back.toString());
    form.put("code_verifier", verifier);
    Map<String, Object> answer = ask(found.get(), form);
    if (!(answer.get("id_token") instanceof String text)) {
      return new Outcome.Nobody(error(answer));
    }
    Optional<ReadToken> token = ReadToken.parse(text);
    Identity identity =
        token.isEmpty() ? new Identity.Unknown() : await(found.get().identify(token.get(), nonce));
    token.ifPresent(read -> hear(tenant, read, identity));
    return switch (identity) {
      case Identity.Known(var principal, _) -> new Outcome.Somebody(principal, text);
      case Identity.Unknown() -> new Outcome.Nobody("id_token: not believed");
    };
  }

  @Override
  public Optional<URI> leave(String tenant, String issuer, @Nullable String hint, URI back)
      throws IOException {
    Optional<Issuer> found = issuers.find(tenant, issuer);
    URI at = found.isEmpty() ? null : await(found.get().discovery()).logout();
    if (found.isEmpty() || at == null) {
      return Optional.empty();
    }
    Map<String, String> query = new LinkedHashMap<>();
    query.put("client_id", found.get().settings().clientId());
    query.put("post_logout_redirect_uri", back.toString());
    if (hint != null) {
      query.put("id_token_hint", hint);
    }
    return Optional.of(with(at, query));
  }

  @Override
  public Optional<Device> device(String tenant, String issuer) throws IOException {
    Optional<Issuer> found = issuers.find(tenant, issuer);
    URI at = found.isEmpty() ? null : await(found.get().discovery()).device();
    if (found.isEmpty() || at == null) {
      return Optional.empty();
    }
    Map<String, String> form = new LinkedHashMap<>();
    form.put("scope", String.join(" ", found.get().settings().scopes()));
    Map<String, Object> answer = post(found.get(), at, form);
    if (!(answer.get("device_code") instanceof String deviceCode)
        || !(answer.get("user_code") instanceof String userCode)
        || !(answer.get("verification_uri") instanceof String verification)) {
      throw new IOException(issuer + ": " + error(answer) + " (expected: a code for a device)");
    }
    try {
      return Optional.of(
          new Device(
              deviceCode,
              userCode,
              URI.create(verification),
              answer.get("verification_uri_complete") instanceof String all
                  ? URI.create(all)
                  : null,
              seconds(answer, "expires_in", Duration.ofMinutes(10)),
              seconds(answer, "interval", USUAL_INTERVAL)));
    } catch (IllegalArgumentException e) {
      throw new IOException(issuer + ": no URL to verify at", e);
    }
  }

  @Override
  public Granted redeem(String tenant, String issuer, String deviceCode) throws IOException {
    return grant(tenant, issuer, Map.of("grant_type", DEVICE_GRANT, "device_code", deviceCode));
  }

  @Override
  public Granted refresh(String tenant, String issuer, String refreshToken) throws IOException {
    return grant(
        tenant, issuer, Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
  }

  private Granted grant(String tenant, String issuer, Map<String, String> form) throws IOException {
    Optional<Issuer> found = issuers.find(tenant, issuer);
    if (found.isEmpty()) {
      return new Granted.Refused("unknown_issuer");
    }
    Map<String, Object> answer = ask(found.get(), form);
    if (!(answer.get("access_token") instanceof String access)) {
      return new Granted.Refused(error(answer));
    }
    ReadToken.parse(access).ifPresent(token -> look(tenant, found.get(), token));
    return new Granted.Tokens(
        access,
        answer.get("refresh_token") instanceof String refresh ? refresh : null,
        seconds(answer, "expires_in", Duration.ofSeconds(USUAL_SECONDS)));
  }

  /// Whoever gets a token has signed in. If nobody can tell now whose it is, that is told when it
  /// is shown.
  private void look(String tenant, Issuer issuer, ReadToken token) {
    try {
      hear(tenant, token, await(issuer.identify(token)));
    } catch (IOException e) {
      LOG.atDebug().setMessage("token not looked at").setCause(e).log();
    }
  }

  private void hear(String tenant, ReadToken token, Identity identity) {
    if (identity instanceof Identity.Known(Principal principal, _)) {
      issuers.said(tenant, token, principal).ifPresent(hearing::hear);
    }
  }

  private static Map<String, Object> ask(Issuer issuer, Map<String, String> form)
      throws IOException {
    URI at = await(issuer.discovery()).token();
    if (at == null) {
      throw new IOException(issuer.settings().issuer() + ": no token_endpoint (expected: one)");
    }
    return post(issuer, at, form);
  }

  private static Map<String, Object> post(Issuer issuer, URI at, Map<String, String> form)
      throws IOException {
    Map<String, String> whole = new LinkedHashMap<>(form);
    Map<String, String> headers = new LinkedHashMap<>();
    String client = issuer.settings().clientId();
    Path secret = issuer.settings().clientSecret();
    if (secret == null) {
      whole.put("client_id", client);
    } else {
      String both = encoded(client) + ":" + encoded(Files.readString(secret).strip());
      headers.put(
          "Authorization",
          "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
    }
    Documents.Answer answer = await(issuer.documents().post(at, whole, headers));
    if (answer.status() >= 500) {
      throw new IOException(at + ": status " + answer.status());
    }
    try {
      return JSONObjectUtils.parse(answer.body());
    } catch (ParseException _) {
      throw new IOException(at + ": status " + answer.status() + ", and no JSON");
    }
  }

  /// RFC 6749, 5.2: the word is of printable ASCII; nothing else of it is passed on.
  private static String error(Map<String, Object> answer) {
    return answer.get("error") instanceof String word && word.matches("[a-z_]{1,64}")
        ? word
        : "no answer that is one";
  }

  private static Duration seconds(Map<String, Object> answer, String field, Duration otherwise) {
    return answer.get(field) instanceof Number number && number.longValue() > 0
        ? Duration.ofSeconds(Math.min(number.longValue(), Duration.ofDays(366).toSeconds()))
        : otherwise;
  }

  private static URI with(URI at, Map<String, String> query) {
    String more =
        query.entrySet().stream()
            .map(one -> one.getKey() + "=" + encoded(one.getValue()))
            .collect(Collectors.joining("&"));
    return URI.create(at + (at.getRawQuery() == null ? "?" : "&") + more);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static <T> T await(CompletionStage<T> stage) throws IOException {
    try {
      return stage.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the issuer cannot be asked", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
