/// Follows the files that `-f` names: what they declare is applied when they change, and what they
/// declare no more is deleted, if it came to be through them. A file that cannot be read or applied
/// changes nothing, and while there is one nothing is deleted.
@NullMarked
package io.maas.app.follow;

import org.jspecify.annotations.NullMarked;
