/// Subscriptions over HTTP.
@NullMarked
package io.maas.control.subscription;

import org.jspecify.annotations.NullMarked;
