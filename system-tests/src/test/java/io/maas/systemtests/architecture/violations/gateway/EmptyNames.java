package io.maas.systemtests.architecture.violations.gateway;

/// Names that say nothing.
public final class EmptyNames {

  private EmptyNames() {}

  /// Ends in letters of an empty word, and is a word of its own.
  public record Database() {}

  /// Refused.
  public record KeyManager() {}

  /// Refused.
  public record KeyHelper() {}

  /// Refused.
  public record KeyUtil() {}

  /// Refused.
  public record KeyUtils() {}

  /// Refused.
  public record KeyImpl() {}

  /// Refused.
  public record KeyBase() {}

  /// Refused.
  public record KeyProcessor() {}
}
