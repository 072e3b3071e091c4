/// A caller and a control to test commands with: a shell that remembers, a server that is scripted.
@NullMarked
package io.maas.cli.testing;

import org.jspecify.annotations.NullMarked;
