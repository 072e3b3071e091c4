/// The matrix: which dialects can be read and written, and by whom.
@NullMarked
package io.maas.protocol.translation;

import org.jspecify.annotations.NullMarked;
