/// The control plane over HTTP.
@NullMarked
package io.maas.control.http;

import org.jspecify.annotations.NullMarked;
