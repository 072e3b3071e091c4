package io.maas.control.login;

import io.maas.control.api.Shape;
import io.maas.control.call.Call;
import io.maas.control.call.Reply;
import io.maas.domain.access.SignIn;
import java.util.List;

/// `GET /v1/auth/config`: which ways of signing in there are. Anyone may know.
public final class AuthConfig {

  private final SignIn issuers;

  public AuthConfig(SignIn issuers) {
    this.issuers = issuers;
  }

  public Reply tell(Call call) {
    String tenant = call.tenant();
    return Reply.ok(
        new Config(
            tenant, new Local(true), issuers.issuers(tenant).stream().map(Issuer::new).toList()));
  }

  @Shape(name = "WaysToSignIn")
  record Config(String tenant, Local local, List<Issuer> oidc) {}

  @Shape(name = "LocalSignIn")
  record Local(boolean password) {}

  @Shape(name = "IssuerSignIn")
  record Issuer(String issuer) {}
}
