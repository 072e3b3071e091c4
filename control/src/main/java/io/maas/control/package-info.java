/// The control plane: the REST API under `/maas-api`, and the jobs behind it.
///
/// Everything it does is in packages named for what they know (keys, resources, users); what they
/// have in common is in [io.maas.control.call]; only [io.maas.control.http] knows HTTP's engine,
/// and its `Routes` is the whole surface on one screen.
@NullMarked
package io.maas.control;

import org.jspecify.annotations.NullMarked;
