/// What every store of resources must do.
@NullMarked
package io.maas.testkit.resource;

import org.jspecify.annotations.NullMarked;
