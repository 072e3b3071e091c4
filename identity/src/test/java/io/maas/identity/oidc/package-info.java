@NullMarked
package io.maas.identity.oidc;

import org.jspecify.annotations.NullMarked;
