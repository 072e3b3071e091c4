package io.maas.domain.catalog;

/// What a model is known by to policies, counters and the ledger: the model reference's own name.
public record ModelId(String namespace, String name) {

  /// `namespace/name`.
  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
