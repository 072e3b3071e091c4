/// Who shows a credential: a bounded cache before the store's look-up, which notices empty; when
/// notices may have been missed it doubts what it knows, and asks again.
@NullMarked
package io.maas.gateway.identity;

import org.jspecify.annotations.NullMarked;
