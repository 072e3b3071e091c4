/// The ledger's book over HTTP.
@NullMarked
package io.maas.control.ledger;

import org.jspecify.annotations.NullMarked;
