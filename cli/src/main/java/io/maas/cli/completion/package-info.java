/// `maas completion`: what a shell has to know to complete a command line.
@NullMarked
package io.maas.cli.completion;

import org.jspecify.annotations.NullMarked;
