/// Resources over HTTP: applied as many as there are in a text, all or none; read, replaced and
/// deleted one by one. What is wrong is told by resource, field, found and expected.
@NullMarked
package io.maas.control.resource;

import org.jspecify.annotations.NullMarked;
