@NullMarked
package io.maas.control.tenant;

import org.jspecify.annotations.NullMarked;
