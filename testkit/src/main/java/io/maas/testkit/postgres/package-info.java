/// What goes to a PostgreSQL, counted on its way.
@NullMarked
package io.maas.testkit.postgres;

import org.jspecify.annotations.NullMarked;
