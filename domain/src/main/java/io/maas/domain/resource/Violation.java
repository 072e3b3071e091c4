package io.maas.domain.resource;

/// What is wrong with a field.
///
/// @param field its path, such as `spec.modelRefs[0].name`
/// @param found what was there
/// @param expected what should have been
public record Violation(String field, String found, String expected) {

  /// One line for people.
  @Override
  public String toString() {
    return field + ": " + found + " (expected: " + expected + ")";
  }
}
