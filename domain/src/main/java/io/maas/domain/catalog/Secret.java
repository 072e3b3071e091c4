package io.maas.domain.catalog;

/// A value that must not be printed.
public record Secret(String value) {
  @Override
  public String toString() {
    return "Secret[hidden]";
  }
}
