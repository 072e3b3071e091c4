@NullMarked
package io.maas.control.gateway;

import org.jspecify.annotations.NullMarked;
