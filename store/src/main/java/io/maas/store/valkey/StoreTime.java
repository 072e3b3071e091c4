package io.maas.store.valkey;

/// The time by which scripts open and close windows, in milliseconds.
interface StoreTime {

  /// The server's own: the same for all gateways.
  StoreTime OF_SERVER =
      new StoreTime() {
        @Override
        public String now() {
          return "";
        }

        @Override
        public String wall() {
          return "";
        }
      };

  /// For windows that are a span of time; empty for the server's.
  String now();

  /// For those of the calendar; empty for the server's.
  String wall();
}
