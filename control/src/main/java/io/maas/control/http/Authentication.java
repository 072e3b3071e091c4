package io.maas.control.http;

import io.maas.control.call.Reply;
import io.maas.domain.access.Credential;
import io.maas.domain.access.CredentialHash;
import io.maas.domain.access.Identities;
import io.maas.domain.access.Identity;
import io.maas.domain.access.Principal;
import io.maas.domain.access.Role;
import io.maas.domain.audit.Actor;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds who calls. One for all routes, and before anything of the body is read.
final class Authentication {

  private static final Logger LOG = LoggerFactory.getLogger(Authentication.class);

  /// What only the gateway of the reference may send; here nobody may.
  private static final List<String> IDENTITY_HEADERS =
      List.of("X-MaaS-Username", "X-MaaS-Group", "X-MaaS-Key-Id");

  private final Identities identities;
  private final Map<CredentialHash, String> parts;
  private final BrowserSession browser;

  /// @param parts of maas, by the hashes of the tokens that they show
  Authentication(Identities identities, Map<CredentialHash, String> parts, BrowserSession browser) {
    this.parts = parts;
    this.identities = identities;
    this.browser = browser;
  }

  /// Why a client that says itself who it is gets no further; null for one that does not. On every
  /// route, also where nobody has to say who they are, and where there is none.
  static Reply.@Nullable Refused posing(MultiMap headers) {
    for (String name : IDENTITY_HEADERS) {
      if (headers.contains(name)) {
        return new Reply.Refused(
            403, name + ": sent by the client (expected: not at all)", Map.of());
      }
    }
    return null;
  }

  /// Who calls, or why nobody is let in.
  sealed interface Verdict {
    record Known(Principal principal, Actor actor) implements Verdict {}

    record Turned(Reply.Refused refusal) implements Verdict {}
  }

  /// Who shows a credential to this tenant. Never fails: what cannot be looked up is 503, never
  /// 401.
  Future<Verdict> of(String tenant, HttpServerRequest request) {
    MultiMap headers = request.headers();
    return switch (Presented.read(headers.getAll("Authorization"), headers.getAll("x-api-key"))) {
      case Presented.One(Credential credential) -> lookUp(tenant, credential);
      case Presented.Missing() -> browser.of(tenant, request);
      case Presented.Malformed() -> turned(401, "invalid credential");
      case Presented.Several() ->
          turned(400, "two different credentials (expected: one, or the same in both headers)");
    };
  }

  private Future<Verdict> lookUp(String tenant, Credential credential) {
    if (credential instanceof Credential.Token(String text)) {
      String part = parts.get(CredentialHash.of(text));
      if (part != null) {
        return Future.succeededFuture(ofMaas(tenant, part));
      }
    }
    CompletionStage<Identity> answer =
        switch (credential) {
          case Credential.Key(var key) -> identities.ofKey(tenant, key.hash());
          case Credential.Token token -> identities.ofToken(tenant, token);
        };
    return Future.fromCompletionStage(answer)
        .map(Authentication::verdict)
        .recover(failure -> {
          LOG.atWarn().setMessage("credential not looked up").setCause(failure).log();
          return turned(503, "credentials cannot be checked now");
        });
  }

  /// What maas does on its own goes the way of all others, in its own name.
  private static Verdict ofMaas(String tenant, String part) {
    Actor actor = Actor.system(part);
    return new Verdict.Known(
        new Principal(
            tenant,
            actor.name(),
            List.of(Principal.AUTHENTICATED),
            Set.of(Role.PLATFORM_ADMIN),
            null),
        actor);
  }

  /// Somebody who is known by what was shown.
  static Verdict known(Principal principal) {
    return new Verdict.Known(principal, Actor.of(principal));
  }

  private static Verdict verdict(Identity identity) {
    return switch (identity) {
      case Identity.Known(Principal principal, _) -> known(principal);
      case Identity.Unknown() ->
          new Verdict.Turned(new Reply.Refused(401, "invalid credential", Map.of()));
    };
  }

  static Future<Verdict> turned(int status, String message) {
    return Future.succeededFuture(new Verdict.Turned(new Reply.Refused(status, message, Map.of())));
  }
}
