@NullMarked
package io.maas.control.secret;

import org.jspecify.annotations.NullMarked;
