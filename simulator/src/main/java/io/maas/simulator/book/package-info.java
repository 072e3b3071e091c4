/// The book of what was served: one line a request, which others reconcile their own books against.
@NullMarked
package io.maas.simulator.book;

import org.jspecify.annotations.NullMarked;
