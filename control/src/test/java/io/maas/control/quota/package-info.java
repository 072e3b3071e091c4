/// Questions about limits over HTTP.
@NullMarked
package io.maas.control.quota;

import org.jspecify.annotations.NullMarked;
