/// Resources over HTTP.
@NullMarked
package io.maas.control.resource;

import org.jspecify.annotations.NullMarked;
