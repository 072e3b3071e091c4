package io.maas.domain.resource.spec;

import io.maas.domain.resource.Fields;
import io.maas.domain.resource.Rule;
import java.util.Arrays;
import java.util.Locale;

/// How a provider knows us.
///
/// @param secret the secret that holds the credential
public record AuthSpec(Type type, String secret) {

  private static final Rule TYPE =
      Rule.oneOf(Arrays.stream(Type.values()).map(Type::word).toArray(String[]::new));

  /// The reference's words. What the last three mean is not said there; this is what they mean
  /// here.
  public enum Type {
    /// A key, in the header that the provider reads it from.
    APIKEY,
    /// A key as a bearer token, whoever the provider is.
    SIMPLE,
    /// A pair of AWS' keys, which sign each request.
    SIGV4,
    /// A service account of Google's, whose tokens are got and renewed.
    OAUTH2;

    /// As documents spell it.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static AuthSpec read(Fields auth) {
    String word = auth.text("type", TYPE);
    Type type =
        Arrays.stream(Type.values())
            .filter(known -> known.word().equals(word))
            .findFirst()
            .orElse(Type.APIKEY);
    return new AuthSpec(type, auth.object("secretRef").text("name", Rules.NAME));
  }
}
