/// What `maas up --demo` brings: resources, and what the simulator has to serve for them.
@NullMarked
package io.maas.app.demo;

import org.jspecify.annotations.NullMarked;
