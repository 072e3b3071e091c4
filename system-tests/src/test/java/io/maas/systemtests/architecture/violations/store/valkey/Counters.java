package io.maas.systemtests.architecture.violations.store.valkey;

import io.lettuce.standin.Connection;

/// May know Redis.
public record Counters(Connection connection) {}
