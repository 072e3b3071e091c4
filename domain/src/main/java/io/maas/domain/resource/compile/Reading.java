package io.maas.domain.resource.compile;

import io.maas.domain.resource.Resource;
import io.maas.domain.resource.spec.Specs;

/// A resource, and what was read in it.
record Reading(Resource of, Specs.Reading what) {}
