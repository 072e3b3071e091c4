/// The caller's API keys on the command line. A key is shown once, when it is made.
@NullMarked
package io.maas.cli.key;

import org.jspecify.annotations.NullMarked;
