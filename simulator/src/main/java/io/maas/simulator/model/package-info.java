/// The models that one simulator serves, by all their names.
@NullMarked
package io.maas.simulator.model;

import org.jspecify.annotations.NullMarked;
