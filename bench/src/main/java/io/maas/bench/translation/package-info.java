/// What translation costs, over passing the same chat as it is.
@NullMarked
package io.maas.bench.translation;

import org.jspecify.annotations.NullMarked;
