package io.maas.domain.resource;

/// What a resource is called.
public record ResourceKey(Kind kind, String namespace, String name) {

  /// `Kind namespace/name`, for people.
  @Override
  public String toString() {
    return kind.kind() + " " + namespace + "/" + name;
  }
}
