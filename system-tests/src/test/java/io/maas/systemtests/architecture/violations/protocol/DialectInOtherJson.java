package io.maas.systemtests.architecture.violations.protocol;

import io.vertx.core.json.JsonObject;

/// Protocol with a second JSON library.
public record DialectInOtherJson(JsonObject body) {}
