/// What the control plane takes with as many keys, users, models and subscriptions as a large
/// organisation has.
@NullMarked
package io.maas.bench.control;

import org.jspecify.annotations.NullMarked;
