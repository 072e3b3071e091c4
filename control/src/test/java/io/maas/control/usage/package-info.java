/// Questions about usage over HTTP.
@NullMarked
package io.maas.control.usage;

import org.jspecify.annotations.NullMarked;
