package io.maas.identity.oidc;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// An issuer cannot tell now. No reason to call a token of it bad.
public final class IssuerAway extends IOException {

  private static final long serialVersionUID = 1;

  IssuerAway(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
