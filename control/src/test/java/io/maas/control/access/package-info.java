/// Tests of who may do what.
@NullMarked
package io.maas.control.access;

import org.jspecify.annotations.NullMarked;
