/// The ports' one database: PostgreSQL.
///
/// [io.maas.store.postgres.PostgresDatabase] opens a pool, brings the schema up to date and hands
/// out the ports. Every change that another process must know of is announced in its own
/// transaction: no commit without its notice, no notice without its commit.
@NullMarked
package io.maas.store.postgres;

import org.jspecify.annotations.NullMarked;
