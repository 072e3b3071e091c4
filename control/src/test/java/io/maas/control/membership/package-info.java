@NullMarked
package io.maas.control.membership;

import org.jspecify.annotations.NullMarked;
