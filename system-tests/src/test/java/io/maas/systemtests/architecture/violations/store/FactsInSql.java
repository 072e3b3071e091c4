package io.maas.systemtests.architecture.violations.store;

import java.sql.Connection;

/// SQL outside a PostgreSQL package, though inside the store.
public record FactsInSql(Connection connection) {}
