package io.maas.identity.oidc;

import io.maas.domain.access.Identity;
import io.maas.domain.access.Memberships.Said;
import io.maas.domain.access.Principal;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One issuer, its keys, and what we make of its tokens.
final class Issuer {

  private static final Logger LOG = LoggerFactory.getLogger(Issuer.class);
  private static final Identity UNKNOWN = new Identity.Unknown();

  private final String tenant;
  private final IssuerSettings settings;
  private final Documents documents;
  private final TokenCheck check;
  private final InstantSource clock;
  private final Executor aside;
  private final KeySet<Known> known;

  /// What it says of itself, and its keys.
  record Known(Discovery discovery, Keys keys) {}

  /// @param aside runs what takes longer than an event loop has
  Issuer(
      String tenant,
      IssuerSettings settings,
      Documents documents,
      InstantSource clock,
      LongSupplier ticker,
      Executor aside) {
    this.tenant = tenant;
    this.settings = settings;
    this.documents = documents;
    this.check = new TokenCheck(settings);
    this.clock = clock;
    this.aside = aside;
    this.known = new KeySet<>(this::ask, ticker, settings.ttl(), settings.kept());
  }

  IssuerSettings settings() {
    return settings;
  }

  Documents documents() {
    return documents;
  }

  /// What it says of itself.
  CompletionStage<Discovery> discovery() {
    return known.current().thenApply(Known::discovery);
  }

  /// Finds who shows a token of it; fails if its keys are not known.
  CompletionStage<Identity> identify(ReadToken token) {
    return known
        .current()
        .thenComposeAsync(
            now ->
                switch (check.of(token, now.keys(), clock.instant())) {
                  case TokenCheck.Verdict.UnknownKey() -> lookAgain(token, now);
                  case TokenCheck.Verdict verdict ->
                      CompletableFuture.completedFuture(identity(verdict));
                },
            aside);
  }

  /// Reads the token that tells us who signed in: it is for us alone, and for this login.
  CompletionStage<Identity> identify(ReadToken token, String nonce) {
    boolean ours =
        token.audiences().contains(settings.clientId())
            && nonce.equals(token.claims().get("nonce"));
    return ours
        ? identify(token)
        : CompletableFuture.completedFuture(refused("aud or nonce: of another login"));
  }

  /// What a token that was found good says of its bearer's groups; empty if it says nothing of
  /// them, or not when.
  Optional<Said> said(ReadToken token, Principal principal) {
    Object azp = token.claims().get("azp");
    boolean ours =
        azp == null
            ? token.audiences().contains(settings.clientId())
            : azp.equals(settings.clientId());
    Instant at = token.moment("iat");
    return at != null && settings.claims().tellsGroups(token.claims(), ours)
        ? Optional.of(new Said(tenant, principal.user(), settings.issuer(), principal.groups(), at))
        : Optional.empty();
  }

  private CompletionStage<Identity> lookAgain(ReadToken token, Known seen) {
    return known
        .newerThan(seen)
        .thenApplyAsync(now -> identity(check.of(token, now.keys(), clock.instant())), aside);
  }

  private Identity identity(TokenCheck.Verdict verdict) {
    return switch (verdict) {
      case TokenCheck.Verdict.Good(var person, var until) ->
          new Identity.Known(
              new Principal(tenant, person.user(), person.groups(), Set.of(), null), until);
      case TokenCheck.Verdict.Bad(String reason) -> refused(reason);
      case TokenCheck.Verdict.UnknownKey() -> refused("kid: none of the issuer's");
    };
  }

  private Identity refused(String reason) {
    LOG.atDebug()
        .setMessage("token refused")
        .addKeyValue("issuer", settings.issuer())
        .addKeyValue("reason", reason)
        .log();
    return UNKNOWN;
  }

  private CompletionStage<Known> ask() {
    return documents
        .get(Discovery.of(settings.issuer()))
        .thenApply(text -> parsed(() -> Discovery.parse(text, settings.issuer())))
        .thenCompose(discovery ->
            documents
                .get(discovery.keys())
                .thenApply(text -> new Known(discovery, parsed(() -> Keys.parse(text)))))
        .whenComplete((_, error) -> {
          if (error != null) {
            LOG.atWarn()
                .setMessage("issuer cannot be asked")
                .addKeyValue("issuer", settings.issuer())
                .addKeyValue("found", error.getMessage())
                .log();
          }
        });
  }

  private interface Parsing<T> {
    T parse() throws ParseException;
  }

  private static <T> T parsed(Parsing<T> parsing) {
    try {
      return parsing.parse();
    } catch (ParseException e) {
      throw new CompletionException(e);
    }
  }
}
