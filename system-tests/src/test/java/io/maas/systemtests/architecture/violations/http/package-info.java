/// An HTTP package, which may know the HTTP engine.
@NullMarked
package io.maas.systemtests.architecture.violations.http;

import org.jspecify.annotations.NullMarked;
