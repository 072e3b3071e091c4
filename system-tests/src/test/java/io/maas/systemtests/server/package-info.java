/// The program as a process of its own, and how tests speak to it. A test starts what it needs in a
/// temporary folder and on free ports, and leaves nothing running; what these processes are and how
/// they end is proved here too.
@NullMarked
package io.maas.systemtests.server;

import org.jspecify.annotations.NullMarked;
