/// What each kind of resource says: one record a kind, read from the tree of a document together
/// with everything that is wrong with it. [io.maas.domain.resource.spec.Specs] is the way in.
///
/// A spec is judged by itself. What it refers to may come later or be gone: that is no violation,
/// and shows in the status that compiling gives.
@NullMarked
package io.maas.domain.resource.spec;

import org.jspecify.annotations.NullMarked;
