/// What is away in a test of what happens when something is away, and how to wait for its effects.
@NullMarked
package io.maas.testkit.outage;

import org.jspecify.annotations.NullMarked;
