/// The models that somebody may use, and the choice of one by any of its names.
@NullMarked
package io.maas.cli.model;

import org.jspecify.annotations.NullMarked;
