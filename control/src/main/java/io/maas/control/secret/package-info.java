/// Credentials of providers: given by administrators, and never given back.
@NullMarked
package io.maas.control.secret;

import org.jspecify.annotations.NullMarked;
