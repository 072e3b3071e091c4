/// What all commands have in common: find control, ask, and say plainly what came of it.
@NullMarked
package io.maas.cli.session;

import org.jspecify.annotations.NullMarked;
