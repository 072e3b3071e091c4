package io.maas.systemtests.architecture.violations.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.systemtests.architecture.violations.domain.PlainFact;

/// Domain and the JSON library: all that protocol may see.
public record Dialect(PlainFact fact, JsonNode body) {}
