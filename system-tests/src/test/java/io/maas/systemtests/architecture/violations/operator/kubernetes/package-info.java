/// A Kubernetes package, which may know its client.
@NullMarked
package io.maas.systemtests.architecture.violations.operator.kubernetes;

import org.jspecify.annotations.NullMarked;
