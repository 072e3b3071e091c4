/// What one part of the system tells the others at once: a resource changed, a key was revoked.
@NullMarked
package io.maas.domain.notice;

import org.jspecify.annotations.NullMarked;
