/// Resources in memory, with the generations and versions that a real store keeps.
@NullMarked
package io.maas.testkit.resource;

import org.jspecify.annotations.NullMarked;
