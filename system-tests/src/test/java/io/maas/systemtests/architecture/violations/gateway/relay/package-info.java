/// Carries bytes, and may know the HTTP engine.
@NullMarked
package io.maas.systemtests.architecture.violations.gateway.relay;

import org.jspecify.annotations.NullMarked;
