/// What control does without being asked, as administrators see it.
@NullMarked
package io.maas.cli.job;

import org.jspecify.annotations.NullMarked;
