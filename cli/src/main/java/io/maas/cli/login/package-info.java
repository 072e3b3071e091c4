/// Signing in and out of a control, and keeping what came of it.
@NullMarked
package io.maas.cli.login;

import org.jspecify.annotations.NullMarked;
