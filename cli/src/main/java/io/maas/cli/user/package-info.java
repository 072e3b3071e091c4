/// The local users and groups on the command line.
@NullMarked
package io.maas.cli.user;

import org.jspecify.annotations.NullMarked;
