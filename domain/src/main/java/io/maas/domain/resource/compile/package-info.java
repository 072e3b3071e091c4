/// From all resources to one [io.maas.domain.catalog.Snapshot] and a status for each.
/// [io.maas.domain.resource.compile.Compiler] is the way in, and reads as the order of the steps.
///
/// Compiling is pure: the same resources, surroundings and time give the same answer. Nothing that
/// is wrong with a resource stops the others, and nothing is wrong without a status that says so.
@NullMarked
package io.maas.domain.resource.compile;

import org.jspecify.annotations.NullMarked;
