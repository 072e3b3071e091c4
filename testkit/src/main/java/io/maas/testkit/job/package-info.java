/// Jobs in memory, and what every book of jobs promises.
@NullMarked
package io.maas.testkit.job;

import org.jspecify.annotations.NullMarked;
