package io.maas.gateway.journal;

/// What a record of the journal is.
enum EntryType {
  INTENT(1),
  OUTCOME(2);

  private final byte code;

  EntryType(int code) {
    this.code = (byte) code;
  }

  byte code() {
    return code;
  }

  static EntryType of(byte code) {
    return switch (code) {
      case 1 -> INTENT;
      case 2 -> OUTCOME;
      default ->
          throw new IllegalStateException("journal entry type: " + code + " (expected: 1 or 2)");
    };
  }
}
