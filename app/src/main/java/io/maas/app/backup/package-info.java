/// All that is in the database, into one file and out of it.
@NullMarked
package io.maas.app.backup;

import org.jspecify.annotations.NullMarked;
