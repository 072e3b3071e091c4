@NullMarked
package io.maas.identity;

import org.jspecify.annotations.NullMarked;
