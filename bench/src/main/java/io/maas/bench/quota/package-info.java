/// What quota decisions cost in memory: time and garbage of each (`QuotaDecisions`, by JMH), and
/// the space of a million keys (`QuotaMemory`).
@NullMarked
package io.maas.bench.quota;

import org.jspecify.annotations.NullMarked;
