/// Whole processes, real clients, and the rules of the architecture: what only somebody who sees
/// every module can prove.
@NullMarked
package io.maas.systemtests;

import org.jspecify.annotations.NullMarked;
