/// `maas secret`.
@NullMarked
package io.maas.cli.secret;

import org.jspecify.annotations.NullMarked;
