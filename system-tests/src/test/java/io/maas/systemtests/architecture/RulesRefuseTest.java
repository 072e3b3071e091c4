package io.maas.systemtests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.systemtests.architecture.violations.gateway.AsksTheSystem;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// Every rule refuses what it is there to refuse, and nothing beside it.
class RulesRefuseTest {

  private final Modules modules = new Modules(Sources.VIOLATIONS);
  private final Frameworks frameworks = new Frameworks(Sources.VIOLATIONS);

  @Test
  void refusesADomainWithALibrary() {
    assertThat(Refused.types(modules.domainSeesTheJdkAndJSpecifyOnly()))
        .containsExactlyInAnyOrder("domain.FactInJson", "domain.FactOfTheEngine");
  }

  @Test
  void refusesAProtocolWithASecondJsonLibraryOrACarrier() {
    assertThat(Refused.types(modules.protocolSeesDomainAndOneJsonLibraryOnly()))
        .containsExactlyInAnyOrder("protocol.DialectInOtherJson", "protocol.DialectOnTheWire");
  }

  @Test
  void refusesARoleThatSeesAnother() {
    assertThat(Refused.types(modules.rolesDoNotSeeEachOther()))
        .containsExactlyInAnyOrder(
            "gateway.GatewayThatSeesControl",
            "control.ControlThatSeesTheSimulator",
            "operator.OperatorThatSeesControl",
            "simulator.SimulatorThatSeesTheGateway");
  }

  @Test
  void refusesAStoreWhereItsPortShouldStand() {
    assertThat(Refused.types(modules.storesAreNamedByTheProgramOnly()))
        .containsExactly("gateway.GatewayThatNamesAStore");
  }

  @Test
  void refusesACycleOfPackages() {
    var henAndEgg = new Modules(Sources.VIOLATIONS + ".cycle");

    assertThat(Refused.report(henAndEgg.packagesHaveNoCycles()))
        .contains("Cycle detected: Slice one", "Slice two");
  }

  @Test
  void refusesTheHttpEngineOutsideHttpPackages() {
    assertThat(Refused.types(frameworks.theHttpEngineStaysInHttpPackages()))
        .containsExactlyInAnyOrder(
            "domain.FactOfTheEngine",
            "gateway.GatewayOnTheWire",
            "protocol.DialectInOtherJson",
            "simulator.engine.EngineOnTheWire");
  }

  @Test
  void refusesTheJdkHttpClientOutsideHttpPackages() {
    assertThat(Refused.types(frameworks.theJdkHttpClientStaysInHttpPackages()))
        .containsExactly("gateway.GatewayThatCalls");
  }

  @Test
  void refusesSqlOutsidePostgresPackages() {
    assertThat(Refused.types(frameworks.sqlStaysInPostgresPackages()))
        .containsExactlyInAnyOrder("protocol.DialectOnTheWire", "store.FactsInSql");
  }

  @Test
  void refusesRedisOutsideValkeyPackages() {
    assertThat(Refused.types(frameworks.redisStaysInValkeyPackages()))
        .containsExactly("store.CountersInRedis");
  }

  @Test
  void refusesKubernetesOutsideKubernetesPackages() {
    assertThat(Refused.types(frameworks.kubernetesStaysInKubernetesPackages()))
        .containsExactly("operator.OperatorThatSeesPods");
  }

  @Test
  void refusesTheCommandLineOutsideCli() {
    assertThat(Refused.types(frameworks.theCommandLineStaysInCli()))
        .containsExactly("control.ControlWithACommandLine");
  }

  @Test
  void refusesEveryWayToAskTheSystemForTimeOrRandomness() {
    var rule = new SystemTime(Sources.VIOLATIONS).timeAndRandomnessAreInjected();

    assertThat(Refused.types(rule)).containsExactly("gateway.AsksTheSystem");
    assertThat(Refused.methods(rule))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(AsksTheSystem.class.getDeclaredMethods())
                .filter(Predicate.not(Method::isSynthetic))
                .map(Method::getName)
                .toList());
  }

  @Test
  void refusesAnEndpointThatAsksForRolesItself() {
    assertThat(Refused.types(new Rights(Sources.VIOLATIONS).rolesAreAskedInOnePlace()))
        .containsExactly("control.ControlThatAsksForRoles");
  }

  @Test
  void refusesASecondWayToAnEndpoint() {
    assertThat(Refused.types(new Rights(Sources.VIOLATIONS).endpointsAreReachedByTheBridgeOnly()))
        .containsExactly("control.ControlPastTheBridge");
  }

  @Test
  void refusesNamesThatEndInAnEmptyWord() {
    assertThat(Refused.types(new Names(Sources.VIOLATIONS).classesAreNamedForWhatTheyKnow()))
        .containsExactlyInAnyOrder(
            "gateway.EmptyNames$KeyManager",
            "gateway.EmptyNames$KeyHelper",
            "gateway.EmptyNames$KeyUtil",
            "gateway.EmptyNames$KeyUtils",
            "gateway.EmptyNames$KeyImpl",
            "gateway.EmptyNames$KeyBase",
            "gateway.EmptyNames$KeyProcessor");
  }
}
