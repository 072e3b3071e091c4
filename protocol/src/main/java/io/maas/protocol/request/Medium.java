package io.maas.protocol.request;

/// What an operation takes or makes that is no text, and so what it is measured in.
public enum Medium {
  /// Sound is heard: seconds.
  HEARD,
  /// Text is spoken: characters.
  SPOKEN,
  /// Pictures are made: images.
  DRAWN
}
