/// What happens without being asked.
@NullMarked
package io.maas.control.job;

import org.jspecify.annotations.NullMarked;
