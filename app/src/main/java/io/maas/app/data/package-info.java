/// The data directory: who may use it, and what is written down there for people.
@NullMarked
package io.maas.app.data;

import org.jspecify.annotations.NullMarked;
