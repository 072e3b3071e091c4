/// Credentials that administrators gave to the program to keep: written, replaced, listed by name,
/// and never given back.
@NullMarked
package io.maas.domain.secret;

import org.jspecify.annotations.NullMarked;
