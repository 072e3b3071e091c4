/// Who changed what, and who tried to: the audit log.
@NullMarked
package io.maas.domain.audit;

import org.jspecify.annotations.NullMarked;
