package io.maas.domain.resource.spec;

import io.maas.domain.resource.Fields;
import io.maas.domain.resource.Rule;

/// How a provider knows us.
///
/// @param type `apikey` is all that is supported yet; the others are the reference's
/// @param secret the secret that holds the credential
public record AuthSpec(String type, String secret) {

  private static final Rule TYPE = Rule.oneOf("apikey", "simple", "sigv4", "oauth2");

  static AuthSpec read(Fields auth) {
    String type = auth.text("type", TYPE);
    return new AuthSpec(type, auth.object("secretRef").text("name", Rules.NAME));
  }
}
