/// The path of a request: [Exchange] reads as it goes. [Gateway] has every route on one screen.
@NullMarked
package io.maas.gateway.http;

import org.jspecify.annotations.NullMarked;
