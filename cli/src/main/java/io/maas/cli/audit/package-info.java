/// The audit log as its readers see it.
@NullMarked
package io.maas.cli.audit;

import org.jspecify.annotations.NullMarked;
