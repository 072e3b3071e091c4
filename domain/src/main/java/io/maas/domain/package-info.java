/// What maas knows and decides, in plain Java: facts, decisions and ports.
///
/// Nothing here reads a socket, a database or a clock of its own.
@NullMarked
package io.maas.domain;

import org.jspecify.annotations.NullMarked;
