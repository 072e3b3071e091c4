package io.maas.systemtests.architecture.violations.app;

import io.maas.systemtests.architecture.violations.control.Control;
import io.maas.systemtests.architecture.violations.gateway.Gateway;
import io.maas.systemtests.architecture.violations.store.postgres.StoredFacts;
import io.vertx.core.Vertx;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import picocli.CommandLine;

/// Wires, and so may name every role, store, library, and the clock.
public record Program(
    Gateway gateway,
    Control control,
    StoredFacts facts,
    Vertx engine,
    DataSource source,
    CommandLine commands) {

  public static LongSupplier ticker() {
    return System::nanoTime;
  }
}
