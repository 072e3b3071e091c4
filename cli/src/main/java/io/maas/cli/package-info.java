/// The command line of maas: it speaks to control over HTTP, like any other client, and knows
/// nothing else of the program. What serves (`up`, `sim`) is added to it by the program itself.
@NullMarked
package io.maas.cli;

import org.jspecify.annotations.NullMarked;
