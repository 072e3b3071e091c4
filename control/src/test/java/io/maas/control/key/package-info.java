/// Keys over HTTP.
@NullMarked
package io.maas.control.key;

import org.jspecify.annotations.NullMarked;
