/// Who shows a credential: a bounded cache before the store's look-up.
@NullMarked
package io.maas.gateway.identity;

import org.jspecify.annotations.NullMarked;
