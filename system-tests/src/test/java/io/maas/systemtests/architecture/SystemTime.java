package io.maas.systemtests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Calendar;
import java.util.Date;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/// Where the system may be asked what time it is, or for a random number, in the tree below `root`.
///
/// Everybody else is given an `InstantSource`, a monotonic ticker or a source of randomness, so
/// that a test can say what time it is. The [places that wire][Places] hand these out, and
/// `testkit` those of tests.
record SystemTime(String root) {

  private static final String CONSTRUCTOR = "<init>";

  /// What asks the system whatever its arguments are: the class, and the names in it.
  private static final Map<String, Set<String>> ALWAYS =
      Map.of(
          System.class.getName(),
          Set.of("currentTimeMillis", "nanoTime"),
          Clock.class.getName(),
          Set.of("systemUTC", "systemDefaultZone", "system", "tickMillis", "tickSeconds"),
          InstantSource.class.getName(),
          Set.of("system"),
          Calendar.class.getName(),
          Set.of("getInstance"),
          Math.class.getName(),
          Set.of("random"),
          UUID.class.getName(),
          Set.of("randomUUID"),
          ThreadLocalRandom.class.getName(),
          Set.of("current"),
          RandomGenerator.class.getName(),
          Set.of("getDefault", "of"),
          "java.security.SecureRandom",
          Set.of(CONSTRUCTOR, "getInstance", "getInstanceStrong"));

  /// What asks the system when it is given nothing: with a seed or an instant these are plain
  /// values.
  private static final Set<String> WITHOUT_ARGUMENTS =
      Set.of(Date.class.getName(), Random.class.getName(), SplittableRandom.class.getName());

  ArchRule timeAndRandomnessAreInjected() {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .resideOutsideOfPackages(Places.letOff(root).toArray(String[]::new))
        .should()
        .accessTargetWhere(asksTheSystem())
        .because("a test must be able to say what time it is, and what the dice show")
        .allowEmptyShould(true);
  }

  private static DescribedPredicate<JavaAccess<?>> asksTheSystem() {
    return DescribedPredicate.describe(
        "ask the system for time or randomness",
        access ->
            access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget target
                && (always(target) || withoutArguments(target) || now(target)));
  }

  private static boolean always(AccessTarget.CodeUnitAccessTarget target) {
    return ALWAYS.getOrDefault(target.getOwner().getName(), Set.of()).contains(target.getName());
  }

  private static boolean withoutArguments(AccessTarget.CodeUnitAccessTarget target) {
    return WITHOUT_ARGUMENTS.contains(target.getOwner().getName())
        && target.getName().equals(CONSTRUCTOR)
        && target.getRawParameterTypes().isEmpty();
  }

  /// Every `now` of `java.time` that is not given a clock.
  private static boolean now(AccessTarget.CodeUnitAccessTarget target) {
    return target.getOwner().getPackageName().startsWith("java.time")
        && target.getName().equals("now")
        && target.getRawParameterTypes().stream()
            .noneMatch(type -> type.isEquivalentTo(Clock.class));
  }
}
