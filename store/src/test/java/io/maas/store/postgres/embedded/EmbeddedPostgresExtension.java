package io.maas.store.postgres.embedded;

import io.maas.store.postgres.PostgresDatabase;
import io.maas.store.postgres.PostgresSettings;
import java.util.Set;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives a test a real PostgreSQL: one server for all tests of a JVM, one database for each test
/// class, emptied before each test. Ask for a [PostgresDatabase] or for its [PostgresSettings] in
/// the constructor or in a test method.
public final class EmbeddedPostgresExtension implements ParameterResolver, BeforeEachCallback {

  private static final Namespace SPACE = Namespace.create(EmbeddedPostgresExtension.class);
  private static final Set<Class<?>> GIVEN = Set.of(PostgresDatabase.class, PostgresSettings.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return GIVEN.contains(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    ClassDatabase given = databaseOf(context);
    return parameter.getParameter().getType() == PostgresDatabase.class
        ? given.database()
        : given.settings();
  }

  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    databaseOf(context).empty();
  }

  private static ClassDatabase databaseOf(ExtensionContext context) {
    SharedServer server =
        context
            .getRoot()
            .getStore(SPACE)
            .computeIfAbsent(SharedServer.class, _ -> SharedServer.start(), SharedServer.class);
    ExtensionContext ofClass = context;
    while (ofClass.getTestMethod().isPresent()) {
      ofClass = ofClass.getParent().orElseThrow();
    }
    return ofClass
        .getStore(SPACE)
        .computeIfAbsent(ClassDatabase.class, _ -> server.createDatabase(), ClassDatabase.class);
  }
}
