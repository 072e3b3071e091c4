/// The one program: joins the commands that serve to those that ask, and wires ports to stores.
@NullMarked
package io.maas.app;

import org.jspecify.annotations.NullMarked;
