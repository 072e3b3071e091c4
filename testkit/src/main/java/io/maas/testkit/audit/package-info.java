/// An audit log in memory, and what every audit log must do.
@NullMarked
package io.maas.testkit.audit;

import org.jspecify.annotations.NullMarked;
