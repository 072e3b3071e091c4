package io.maas.control.access;

/// How far a permission reaches, each further than the one before.
public enum Reach {
  /// Not at all.
  NONE("—"),
  /// What is the caller's own.
  OWN("own"),
  /// What members of the teams use that the caller owns, besides.
  TEAM("team"),
  /// All of the tenant.
  TENANT("tenant"),
  /// Everything.
  ALL("installation");

  private final String title;

  Reach(String title) {
    this.title = title;
  }

  /// What people call it.
  public String title() {
    return title;
  }

  /// Whether it goes at least so far.
  boolean covers(Reach other) {
    return compareTo(other) >= 0;
  }
}
