package io.maas.domain.chain;

/// Whose chains there are. What is signed about one of them says nothing of another that happens to
/// have the same name.
public enum Book {
  /// One chain a gateway, and one for what is imported.
  LEDGER("ledger"),
  /// One chain a tenant.
  AUDIT("audit");

  private final String word;

  Book(String word) {
    this.word = word;
  }

  /// As it stands in what is signed.
  String word() {
    return word;
  }
}
