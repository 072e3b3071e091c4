/// Passwords of local users, hashed so that guessing is dear.
@NullMarked
package io.maas.identity.password;

import org.jspecify.annotations.NullMarked;
