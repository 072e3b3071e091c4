/// An engine that answers from memory: the backend of all that is compared. A simulated model costs
/// more per request than a proxy does, and would be all that is measured.
@NullMarked
package io.maas.bench.engine;

import org.jspecify.annotations.NullMarked;
