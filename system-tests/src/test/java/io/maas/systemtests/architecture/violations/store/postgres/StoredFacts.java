package io.maas.systemtests.architecture.violations.store.postgres;

import java.sql.Connection;
import org.jdbi.v3.core.Jdbi;

/// May know SQL.
public record StoredFacts(Connection connection, Jdbi jdbi) {}
