/// A domain that is not plain Java.
@NullMarked
package io.maas.systemtests.architecture.violations.domain;

import org.jspecify.annotations.NullMarked;
