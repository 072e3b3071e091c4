package io.maas.systemtests.architecture.violations.store;

import io.lettuce.standin.Connection;

/// Redis outside a Valkey package, though inside the store.
public record CountersInRedis(Connection connection) {}
