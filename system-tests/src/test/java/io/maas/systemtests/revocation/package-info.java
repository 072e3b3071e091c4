/// What is taken away is gone: a revoked key within a second, also in the middle of a burst and of
/// a stream; and what changes of a user is known to that user's tokens.
@NullMarked
package io.maas.systemtests.revocation;

import org.jspecify.annotations.NullMarked;
