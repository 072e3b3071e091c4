package io.maas.systemtests.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/// The two trees that rules are applied to.
final class Sources {

  static final String MAAS = "io.maas";
  static final String VIOLATIONS = "io.maas.systemtests.architecture.violations";

  private static final ImportOption NOT_THE_SYSTEM_TESTS =
      location -> !location.contains("/io/maas/systemtests/");

  private Sources() {}

  /// Every class of every module that the system tests see, except their own.
  static JavaClasses ofMaas() {
    return new ClassFileImporter().withImportOption(NOT_THE_SYSTEM_TESTS).importPackages(MAAS);
  }

  static JavaClasses ofViolations() {
    return new ClassFileImporter().importPackages(VIOLATIONS);
  }
}
