/// Which models a caller can use.
@NullMarked
package io.maas.control.model;

import org.jspecify.annotations.NullMarked;
