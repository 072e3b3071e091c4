package io.maas.systemtests.engine;

import io.maas.systemtests.engine.PythonPackage.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;

/// Gives tests the one [LlamaCpp] that all of them share. Where it cannot be had each test is
/// skipped, before anything else is started for it, and says why.
final class OneEngine implements TestInstancePreConstructCallback, ParameterResolver {

  /// Kept once for all tests: where PyPI is out of reach, it is asked once.
  private sealed interface Engine {
    record Running(LlamaCpp engine, Path folder) implements Engine, AutoCloseable {
      @Override
      public void close() throws IOException {
        engine.close();
        Files.deleteIfExists(folder.resolve("llama-cpp.log"));
        Files.delete(folder);
      }
    }

    record OutOfReach(String why) implements Engine {}
  }

  @Override
  public void preConstructTestInstance(
      TestInstanceFactoryContext factory, ExtensionContext context) {
    switch (engine(context)) {
      case Engine.Running _ -> {}
      case Engine.OutOfReach(String why) -> Assumptions.abort(why);
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType().equals(LlamaCpp.class);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return switch (engine(context)) {
      case Engine.Running running -> running.engine();
      case Engine.OutOfReach(String why) -> throw new IllegalStateException(why);
    };
  }

  private static Engine engine(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(OneEngine.class))
        .computeIfAbsent(Engine.class, _ -> start(), Engine.class);
  }

  private static Engine start() {
    return switch (LlamaCpp.install()) {
      case Result.OutOfReach(String why) -> new Engine.OutOfReach(why);
      case Result.Installed(Path installed) -> {
        Path folder = temporaryFolder();
        yield new Engine.Running(LlamaCpp.start(installed, folder), folder);
      }
    };
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("maas-engine");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
