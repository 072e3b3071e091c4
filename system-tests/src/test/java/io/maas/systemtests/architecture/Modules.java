package io.maas.systemtests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.ArrayList;
import java.util.List;

/// Who may see whom, in the tree below `root`.
///
/// The poms keep most of this already; these rules say it in one place, and hold when somebody adds
/// a dependency to a pom for convenience.
record Modules(String root) {

  private static final String JSPECIFY = "org.jspecify..";
  private static final String JSON = "com.fasterxml.jackson..";

  /// `javax` is not the JDK's alone, so its packages are named one by one.
  private static final List<String> JDK =
      List.of("java..", "javax.crypto..", "javax.net..", "javax.security..");

  private static final List<String> ROLES = List.of("gateway", "control", "operator", "simulator");

  /// What names a store: the program that wires it, the store itself, and tests.
  private static final List<String> MAY_NAME_STORES = List.of("app", "store", "testkit");

  ArchRule domainSeesTheJdkAndJSpecifyOnly() {
    return classes()
        .that()
        .resideInAPackage(module("domain"))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(jdkAnd(JSPECIFY, module("domain")))
        .because("facts and decisions must be true without any library")
        .allowEmptyShould(true);
  }

  ArchRule protocolSeesDomainAndOneJsonLibraryOnly() {
    return classes()
        .that()
        .resideInAPackage(module("protocol"))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(jdkAnd(JSPECIFY, JSON, module("domain"), module("protocol")))
        .because("a dialect is bytes and records; who carries the bytes does not matter to it")
        .allowEmptyShould(true);
  }

  ArchRule rolesDoNotSeeEachOther() {
    return CompositeArchRule.of(
        ROLES.stream().map(this::seesNoOtherRole).map(ArchRule.class::cast).toList());
  }

  private ArchRule seesNoOtherRole(String role) {
    var others = ROLES.stream().filter(other -> !other.equals(role)).map(this::module);
    return noClasses()
        .that()
        .resideInAPackage(module(role))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others.toArray(String[]::new))
        .because(
            "roles are deployed apart: they meet in domain, and share protocol, http, identity")
        .allowEmptyShould(true);
  }

  ArchRule storesAreNamedByTheProgramOnly() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(MAY_NAME_STORES.stream().map(this::module).toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(module("store"))
        .because("everybody else sees the port, and does not know what stands behind it")
        .allowEmptyShould(true);
  }

  ArchRule packagesHaveNoCycles() {
    return slices().matching(root + ".(**)").should().beFreeOfCycles().allowEmptyShould(true);
  }

  private String module(String name) {
    return root + "." + name + "..";
  }

  private static String[] jdkAnd(String... more) {
    var packages = new ArrayList<>(JDK);
    packages.addAll(List.of(more));
    return packages.toArray(String[]::new);
  }
}
