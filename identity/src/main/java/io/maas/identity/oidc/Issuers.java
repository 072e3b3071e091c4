package io.maas.identity.oidc;

import io.maas.domain.access.Identity;
import io.maas.domain.access.Memberships.Said;
import io.maas.domain.access.Principal;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongSupplier;

/// The issuers that each tenant believes. Settings may change while we run: an issuer whose
/// settings are others is another one, and what was known of it is forgotten.
public final class Issuers {

  private final Function<String, List<IssuerSettings>> believed;
  private final Function<IssuerSettings, Documents> documents;
  private final InstantSource clock;
  private final LongSupplier ticker;
  private final Executor aside;
  private final Map<Name, Issuer> known = new ConcurrentHashMap<>();

  private record Name(String tenant, String issuer) {}

  /// @param believed of a tenant; asked each time, so it has to be quick
  /// @param documents how an issuer's are reached
  /// @param ticker monotonic nanoseconds
  /// @param aside runs what takes longer than an event loop has
  public Issuers(
      Function<String, List<IssuerSettings>> believed,
      Function<IssuerSettings, Documents> documents,
      InstantSource clock,
      LongSupplier ticker,
      Executor aside) {
    this.believed = believed;
    this.documents = documents;
    this.clock = clock;
    this.ticker = ticker;
    this.aside = aside;
  }

  /// The settings of those that a tenant believes.
  public List<IssuerSettings> of(String tenant) {
    return believed.apply(tenant);
  }

  /// Finds who shows a token; empty if the tenant does not believe who made it.
  public Optional<CompletionStage<Identity>> identify(String tenant, ReadToken token) {
    return find(tenant, token.issuer()).map(issuer -> issuer.identify(token));
  }

  /// What a token that was found good says of its bearer's groups; empty if it says nothing of
  /// them, or not when.
  public Optional<Said> said(String tenant, ReadToken token, Principal principal) {
    return find(tenant, token.issuer()).flatMap(issuer -> issuer.said(token, principal));
  }

  /// One of a tenant's, by its name to the letter.
  Optional<Issuer> find(String tenant, String issuer) {
    Name name = new Name(tenant, issuer);
    Optional<IssuerSettings> settings =
        of(tenant).stream().filter(one -> one.issuer().equals(issuer)).findFirst();
    if (settings.isEmpty()) {
      known.remove(name);
      return Optional.empty();
    }
    return Optional.of(
        known.compute(
            name,
            (_, last) ->
                last != null && last.settings().equals(settings.get())
                    ? last
                    : new Issuer(
                        tenant,
                        settings.get(),
                        documents.apply(settings.get()),
                        clock,
                        ticker,
                        aside)));
  }
}
