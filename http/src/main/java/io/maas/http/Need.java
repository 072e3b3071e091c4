package io.maas.http;

import java.util.List;

/// How something is that the process needs.
///
/// @param trouble why it is not there now; empty if all is well
/// @param servedWithout who is served all the same, because an administrator prefers that: while
///   there is somebody, the process is ready
public record Need(String trouble, List<String> servedWithout) {

  /// Nothing is wrong with it.
  public static final Need MET = new Need("", List.of());

  public Need {
    servedWithout = List.copyOf(servedWithout);
  }

  /// Nobody can be served without it.
  ///
  /// @param trouble empty if all is well
  public static Need orNothing(String trouble) {
    return new Need(trouble, List.of());
  }

  boolean isMet() {
    return trouble.isEmpty();
  }

  /// Whether somebody can be served.
  boolean letsServe() {
    return isMet() || !servedWithout.isEmpty();
  }
}
