package io.maas.http.egress;

import java.io.IOException;

/// A name stands for no address that a request may go to. Nothing was sent.
public final class AddressRefused extends IOException {

  private static final long serialVersionUID = 1;

  AddressRefused(String message) {
    super(message);
  }
}
