package io.maas.systemtests.architecture.violations.domain;

import com.fasterxml.jackson.databind.JsonNode;

/// Domain with a JSON library.
public record FactInJson(JsonNode fact) {}
