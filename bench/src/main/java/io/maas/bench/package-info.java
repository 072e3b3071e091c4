/// Measures the program from outside. `Bench` is the command line; each subject has a package.
@NullMarked
package io.maas.bench;

import org.jspecify.annotations.NullMarked;
