/// A PostgreSQL server of our own, for those who have none.
///
/// It is a real server: its files live in the data directory, it syncs, it asks for a password, it
/// listens on loopback only. It runs in a session of its own, so that a Ctrl-C meant for us does
/// not stop it under requests that still end. It outlives a crash of ours; the next start adopts
/// it.
@NullMarked
package io.maas.store.postgres.embedded;

import org.jspecify.annotations.NullMarked;
