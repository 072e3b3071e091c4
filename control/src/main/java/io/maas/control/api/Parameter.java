package io.maas.control.api;

/// Something that a route takes beside its body.
///
/// @param place where it is sent
/// @param says what it is for
public record Parameter(Place place, String name, Schema schema, boolean required, String says) {

  /// Where parameters are sent, in the document's words when in lower case.
  public enum Place {
    PATH,
    QUERY,
    HEADER
  }
}
