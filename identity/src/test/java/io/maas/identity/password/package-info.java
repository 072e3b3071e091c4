@NullMarked
package io.maas.identity.password;

import org.jspecify.annotations.NullMarked;
