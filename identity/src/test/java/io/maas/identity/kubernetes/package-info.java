@NullMarked
package io.maas.identity.kubernetes;

import org.jspecify.annotations.NullMarked;
