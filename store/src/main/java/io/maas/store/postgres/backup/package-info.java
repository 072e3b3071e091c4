/// All that is in the database, in one file: made while it is used, and read into a new one. It
/// needs no program of PostgreSQL's, and no particular version of the server.
@NullMarked
package io.maas.store.postgres.backup;

import org.jspecify.annotations.NullMarked;
