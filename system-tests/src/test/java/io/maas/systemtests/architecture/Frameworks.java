package io.maas.systemtests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;

/// Where the types of libraries may be named, in the tree below `root`.
///
/// A package that knows a library carries the library's field in its name. Let off are the [places
/// that wire][Places], because wiring is all they do, and `testkit`, because it plays the other
/// side of every wire.
record Frameworks(String root) {

  /// `gateway.relay` and `gateway.upstream` carry bytes, and would only copy them through a port.
  ArchRule theHttpEngineStaysInHttpPackages() {
    return onlyIn(
        List.of("io.vertx..", "io.netty.."),
        "..http..",
        "..valkey..",
        module("gateway.relay"),
        module("gateway.upstream"));
  }

  /// `cli` speaks to control over HTTP and does nothing else.
  ArchRule theJdkHttpClientStaysInHttpPackages() {
    return onlyIn(
        List.of("java.net.http..", "com.sun.net.httpserver.."), "..http..", module("cli"));
  }

  ArchRule sqlStaysInPostgresPackages() {
    return onlyIn(
        List.of(
            "java.sql..",
            "javax.sql..",
            "org.postgresql..",
            "org.jdbi..",
            "org.flywaydb..",
            "com.zaxxer.hikari..",
            "io.zonky.."),
        "..postgres..");
  }

  ArchRule redisStaysInValkeyPackages() {
    return onlyIn(List.of("io.vertx.redis..", "io.lettuce..", "redis.clients.."), "..valkey..");
  }

  ArchRule kubernetesStaysInKubernetesPackages() {
    return onlyIn(
        List.of("io.fabric8..", "io.javaoperatorsdk..", "io.kubernetes.."), "..kubernetes..");
  }

  ArchRule theCommandLineStaysInCli() {
    return onlyIn(List.of("picocli.."), module("cli"));
  }

  private ArchRule onlyIn(List<String> libraries, String... places) {
    var allowed = Stream.concat(Places.letOff(root), Stream.of(places));
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .resideOutsideOfPackages(allowed.toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries.toArray(String[]::new))
        .because("a package that knows a library says so in its name")
        .allowEmptyShould(true);
  }

  private String module(String name) {
    return root + "." + name + "..";
  }
}
