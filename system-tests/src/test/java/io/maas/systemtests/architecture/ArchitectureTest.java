package io.maas.systemtests.architecture;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import io.maas.systemtests.Repository;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The tree of maas keeps the rules. That the rules refuse anything is [RulesRefuseTest]'s to show.
class ArchitectureTest {

  private static final JavaClasses MAAS = Sources.ofMaas();

  private final Modules modules = new Modules(Sources.MAAS);
  private final Frameworks frameworks = new Frameworks(Sources.MAAS);

  @Test
  void domainSeesTheJdkAndJSpecifyOnly() {
    modules.domainSeesTheJdkAndJSpecifyOnly().check(MAAS);
  }

  @Test
  void protocolSeesDomainAndOneJsonLibraryOnly() {
    modules.protocolSeesDomainAndOneJsonLibraryOnly().check(MAAS);
  }

  @Test
  void rolesDoNotSeeEachOther() {
    modules.rolesDoNotSeeEachOther().check(MAAS);
  }

  @Test
  void storesAreNamedByTheProgramOnly() {
    modules.storesAreNamedByTheProgramOnly().check(MAAS);
  }

  @Test
  void packagesHaveNoCycles() {
    modules.packagesHaveNoCycles().check(MAAS);
  }

  @Test
  void theHttpEngineStaysInHttpPackages() {
    frameworks.theHttpEngineStaysInHttpPackages().check(MAAS);
  }

  @Test
  void theJdkHttpClientStaysInHttpPackages() {
    frameworks.theJdkHttpClientStaysInHttpPackages().check(MAAS);
  }

  @Test
  void sqlStaysInPostgresPackages() {
    frameworks.sqlStaysInPostgresPackages().check(MAAS);
  }

  @Test
  void redisStaysInValkeyPackages() {
    frameworks.redisStaysInValkeyPackages().check(MAAS);
  }

  @Test
  void kubernetesStaysInKubernetesPackages() {
    frameworks.kubernetesStaysInKubernetesPackages().check(MAAS);
  }

  @Test
  void theCommandLineStaysInCli() {
    frameworks.theCommandLineStaysInCli().check(MAAS);
  }

  @Test
  void timeAndRandomnessAreInjected() {
    new SystemTime(Sources.MAAS).timeAndRandomnessAreInjected().check(MAAS);
  }

  @Test
  void rolesAreAskedInOnePlace() {
    new Rights(Sources.MAAS).rolesAreAskedInOnePlace().check(MAAS);
  }

  @Test
  void endpointsAreReachedByTheBridgeOnly() {
    new Rights(Sources.MAAS).endpointsAreReachedByTheBridgeOnly().check(MAAS);
  }

  @Test
  void classesAreNamedForWhatTheyKnow() {
    new Names(Sources.MAAS).classesAreNamedForWhatTheyKnow().check(MAAS);
  }

  /// Rules that look at nothing hold always.
  @Test
  void everyModuleWithSourcesIsLookedAt() {
    var withSources =
        Repository.modules().stream()
            .filter(not(ArchitectureTest::isNotPartOfTheProgram))
            .filter(module -> !Repository.sources(module, "src/main/java").isEmpty())
            .map(module -> Sources.MAAS + "." + module.getFileName());
    assertThat(withSources).isNotEmpty().allMatch(MAAS::containPackage);
  }

  private static boolean isNotPartOfTheProgram(Path module) {
    return Set.of("bench", "system-tests").contains(module.getFileName().toString());
  }
}
