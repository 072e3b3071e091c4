/// What one process runs: each role's rooms are built here and joined through the domain's ports.
/// Nothing is decided here.
@NullMarked
package io.maas.app.server;

import org.jspecify.annotations.NullMarked;
