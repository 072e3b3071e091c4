/// Signing in: with a password, with a browser at an issuer, with a device that has none.
@NullMarked
package io.maas.control.login;

import org.jspecify.annotations.NullMarked;
