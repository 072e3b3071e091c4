package io.maas.gateway.http;

/// What comes after a [Delivery].
interface Sequel {

  /// Whether another model may be asked: then there is no need to insist on this one.
  boolean mayGoOn();

  /// No endpoint brought an answer. Nothing has gone to the client, and it was told nothing.
  void unserved(Admitted of, Failure failure);

  /// The client has been served, or is gone.
  void ended();
}
