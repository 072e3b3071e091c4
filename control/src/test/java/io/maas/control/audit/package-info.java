/// Tests of the audit log.
@NullMarked
package io.maas.control.audit;

import org.jspecify.annotations.NullMarked;
