/// What every source of notices must do.
@NullMarked
package io.maas.testkit.notice;

import org.jspecify.annotations.NullMarked;
