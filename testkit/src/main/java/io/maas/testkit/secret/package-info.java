/// Secrets in memory, and what every store of secrets must do.
@NullMarked
package io.maas.testkit.secret;

import org.jspecify.annotations.NullMarked;
