package io.maas.systemtests.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass.Predicates;
import com.tngtech.archunit.lang.ArchRule;
import io.maas.control.call.Endpoint;
import io.maas.domain.access.Principal;

/// Who may do what is decided once, before an endpoint runs, in the tree below `root`.
record Rights(String root) {

  ArchRule rolesAreAskedInOnePlace() {
    return noClasses()
        .that()
        .resideInAPackage(root + ".control..")
        .and()
        .resideOutsideOfPackage(root + ".control.access..")
        .should()
        .callMethodWhere(
            target(owner(Predicates.type(Principal.class)))
                .and(target(nameMatching("admin|roles"))))
        .because("an endpoint that asks for roles itself decides by a table of its own")
        .allowEmptyShould(true);
  }

  ArchRule endpointsAreReachedByTheBridgeOnly() {
    return noClasses()
        .that()
        .resideInAPackage(root + ".control..")
        .and()
        .doNotHaveFullyQualifiedName(root + ".control.http.Bridge")
        .should()
        .callMethodWhere(
            target(owner(Predicates.type(Endpoint.class))).and(target(nameMatching("answer"))))
        .because("the bridge asks for the route's permission first")
        .allowEmptyShould(true);
  }
}
