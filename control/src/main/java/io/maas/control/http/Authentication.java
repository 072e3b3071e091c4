package io.maas.control.http;

import io.maas.control.call.Reply;
import io.maas.domain.access.Credential;
import io.maas.domain.access.Identities;
import io.maas.domain.access.Identity;
import io.maas.domain.access.Principal;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds who calls. One for all routes, and before anything of the body is read.
final class Authentication {

  private static final Logger LOG = LoggerFactory.getLogger(Authentication.class);

  /// What only the gateway of the reference may send; here nobody may.
  private static final List<String> IDENTITY_HEADERS =
      List.of("X-MaaS-Username", "X-MaaS-Group", "X-MaaS-Key-Id");

  private final Identities identities;
  private final BrowserSession browser;

  Authentication(Identities identities, BrowserSession browser) {
    this.identities = identities;
    this.browser = browser;
  }

  /// Who calls, or why nobody is let in.
  sealed interface Verdict {
    record Known(Principal principal) implements Verdict {}

    record Turned(Reply.Refused refusal) implements Verdict {}
  }

  /// Who shows a credential to this tenant. Never fails: what cannot be looked up is 503, never
  /// 401.
  Future<Verdict> of(String tenant, HttpServerRequest request) {
    MultiMap headers = request.headers();
    for (String name : IDENTITY_HEADERS) {
      if (headers.contains(name)) {
        return turned(403, name + ": sent by the client (expected: not at all)");
      }
    }
    return switch (Presented.read(headers.getAll("Authorization"), headers.getAll("x-api-key"))) {
      case Presented.One(Credential credential) -> lookUp(tenant, credential);
      case Presented.Missing() -> browser.of(tenant, request);
      case Presented.Malformed() -> turned(401, "invalid credential");
      case Presented.Several() ->
          turned(400, "two different credentials (expected: one, or the same in both headers)");
    };
  }

  private Future<Verdict> lookUp(String tenant, Credential credential) {
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

  private static Verdict verdict(Identity identity) {
    return switch (identity) {
      case Identity.Known(Principal principal, _) -> new Verdict.Known(principal);
      case Identity.Unknown() ->
          new Verdict.Turned(new Reply.Refused(401, "invalid credential", Map.of()));
    };
  }

  static Future<Verdict> turned(int status, String message) {
    return Future.succeededFuture(new Verdict.Turned(new Reply.Refused(status, message, Map.of())));
  }
}
