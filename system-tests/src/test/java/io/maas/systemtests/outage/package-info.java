/// Something that the program needs is slow, away, full or wrong while clients are served. What the
/// gateway knows is enough to serve, what it does not know is answered with 503, and afterwards
/// nothing is lost. Each test is small among the slow ones and full-size among the soak ones, with
/// the same body.
@NullMarked
package io.maas.systemtests.outage;

import org.jspecify.annotations.NullMarked;
