package io.maas.systemtests.architecture;

import static com.tngtech.archunit.lang.conditions.ArchConditions.have;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/// Names that say that a class does something, and not what, in the tree below `root`.
record Names(String root) {

  private static final List<String> EMPTY_WORDS =
      List.of("Manager", "Helper", "Util", "Utils", "Impl", "Base", "Processor");

  ArchRule classesAreNamedForWhatTheyKnow() {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .should(have(aNameThatEndsInAnEmptyWord()))
        .because("such a name fits any class, and gathers what has no place")
        .allowEmptyShould(true);
  }

  private static DescribedPredicate<JavaClass> aNameThatEndsInAnEmptyWord() {
    return DescribedPredicate.describe(
        "a name that ends in " + String.join(", ", EMPTY_WORDS),
        type -> EMPTY_WORDS.stream().anyMatch(type.getSimpleName()::endsWith));
  }
}
