/// API keys: minted once, shown once, bound to one subscription, listed and revoked by their
/// owners, and by administrators. The reference's shapes and rules, part by part.
@NullMarked
package io.maas.control.key;

import org.jspecify.annotations.NullMarked;
