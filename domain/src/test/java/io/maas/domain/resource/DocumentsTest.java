package io.maas.domain.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentsTest {

  private static final String MODEL =
      "{apiVersion: maas.opendatahub.io/v1alpha1, kind: MaaSModelRef, metadata: %s, spec: {a: 1}}";

  @Test
  void readsADocumentAndLeavesToTheServerWhatIsTheServers() {
    Resource draft =
        Declare.document(
            """
            {apiVersion: maas.opendatahub.io/v1alpha1, kind: MaaSModelRef,
             metadata: {name: my-model, namespace: llm, labels: {team: a, example.com/x: ""},
               annotations: {openshift.io/display-name: "My model"},
               finalizers: [maas.opendatahub.io/model-cleanup],
               uid: abc, generation: 7, resourceVersion: "42", creationTimestamp: null,
               managedFields: [{}]},
             spec: {modelRef: {kind: ExternalModel, name: x}}, other: 1, status: {phase: Ready}}
            """);

    assertThat(draft)
        .isEqualTo(
            new Resource(
                new ResourceKey(Kind.MODEL_REF, "llm", "my-model"),
                Map.of("team", "a", "example.com/x", ""),
                Map.of("openshift.io/display-name", "My model"),
                "",
                0,
                42,
                Instant.EPOCH,
                List.of("maas.opendatahub.io/model-cleanup"),
                null,
                Map.of(
                    "spec",
                    Map.of("modelRef", Map.of("kind", "ExternalModel", "name", "x")),
                    "other",
                    1),
                Map.of()));
  }

  @Test
  void writesWhatItReadInTheOrderOfKubernetes() {
    Resource stored =
        new Resource(
            new ResourceKey(Kind.SUBSCRIPTION, "models-as-a-service", "gold"),
            Map.of("a", "b"),
            Map.of(),
            "the-uid",
            2,
            17,
            Instant.parse("2026-01-02T03:04:05.678Z"),
            List.of("x/y"),
            Instant.parse("2026-01-03T00:00:00Z"),
            Map.of("spec", Map.of("priority", 1)),
            Map.of("phase", "Active"));

    Map<String, Object> document = Documents.write(stored);

    assertThat(document.toString())
        .isEqualTo(
            "{apiVersion=maas.opendatahub.io/v1alpha1, kind=MaaSSubscription, metadata={name=gold,"
                + " namespace=models-as-a-service, uid=the-uid, generation=2, resourceVersion=17,"
                + " creationTimestamp=2026-01-02T03:04:05Z,"
                + " deletionTimestamp=2026-01-03T00:00:00Z, labels={a=b}, finalizers=[x/y]},"
                + " spec={priority=1}, status={phase=Active}}");
    assertThat(document.get("metadata"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("resourceVersion", "17");
    assertThat(Documents.read(document)).isInstanceOf(Documents.Parsed.class);
  }

  @Test
  void writesADraftWithoutWhatNoServerHasSaidYet() {
    Resource draft = Declare.spec(Kind.MODEL_REF, "llm/m", "{}");

    assertThat(Documents.write(draft).toString())
        .isEqualTo(
            "{apiVersion=maas.opendatahub.io/v1alpha1, kind=MaaSModelRef, metadata={name=m,"
                + " namespace=llm}, spec={}}");
  }

  @ParameterizedTest
  @CsvSource({
    "maas.opendatahub.io/v1alpha1,MaaSModelRef,x,default",
    "maas.opendatahub.io/v1alpha1,ExternalModel,x,default",
    "inference.opendatahub.io/v1alpha1,ExternalModel,x,default",
    "inference.opendatahub.io/v1alpha1,ExternalProvider,x,default",
    "maas.opendatahub.io/v1alpha1,MaaSAuthPolicy,x,models-as-a-service",
    "maas.opendatahub.io/v1alpha1,MaaSSubscription,x,models-as-a-service",
    "maas.opendatahub.io/v1alpha1,MaasTenantConfig,default-tenant,models-as-a-service",
    "v1,ConfigMap,tier-to-group-mapping,maas-api",
  })
  void putsADocumentWithoutNamespaceWhereItsKindLives(
      String apiVersion, String kind, String name, String namespace) {
    Resource draft =
        Declare.document(
            "{apiVersion: %s, kind: %s, metadata: {name: %s}}".formatted(apiVersion, kind, name));

    assertThat(draft.key().namespace()).isEqualTo(namespace);
    assertThat(draft.key().kind().kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|metadata.name: nothing (expected: 1 to 253 of a-z, 0-9, - and ., a letter or digit at"
            + " the ends of each part)",
        "{name: My_Model}|metadata.name: \"My_Model\" (expected: 1 to 253 of a-z, 0-9, - and ., a"
            + " letter or digit at the ends of each part)",
        "{name: a, namespace: a.b}|metadata.namespace: \"a.b\" (expected: 1 to 63 of a-z, 0-9 and"
            + " -, a letter or digit at both ends)",
        "{name: a, namespace: 5}|metadata.namespace: 5 (expected: 1 to 63 of a-z, 0-9 and -, a"
            + " letter or digit at both ends)",
        "{name: a, labels: {b: 5}}|metadata.labels[b]: 5 (expected: at most 63 letters, digits, -,"
            + " _ and ., a letter or digit at both ends)",
        "{name: a, labels: {'b c': d}}|metadata.labels[b c]: the key \"b c\" (expected: a name of"
            + " letters, digits, -, _ and ., maybe behind a domain and a slash)",
        "{name: a, labels: [b]}|metadata.labels: a list of 1 (expected: an object)",
        "{name: a, annotations: {b: true}}|metadata.annotations[b]: true (expected: text)",
        "{name: a, finalizers: [x, 5]}|metadata.finalizers[1]: 5 (expected: a name of letters,"
            + " digits, -, _ and ., maybe behind a domain and a slash)",
        "{name: a, finalizers: x}|metadata.finalizers: \"x\" (expected: a list)",
        "{name: a, resourceVersion: abc}|metadata.resourceVersion: \"abc\" (expected: the digits"
            + " that the server gave)",
        "null|metadata: nothing (expected: an object)",
        "[]|metadata: a list of 0 (expected: an object)",
      })
  void refusesMetadataThatKubernetesWouldRefuse(String metadata, String violation) {
    assertThat(violations(MODEL.formatted(metadata))).containsExactly(violation);
  }

  @Test
  void refusesNamesThatAreTooLong() {
    assertThat(violations(MODEL.formatted("{name: " + "a".repeat(253) + "}"))).isEmpty();
    assertThat(violations(MODEL.formatted("{name: " + "a".repeat(254) + "}"))).hasSize(1);
    assertThat(violations(MODEL.formatted("{name: a, namespace: " + "a".repeat(63) + "}")))
        .isEmpty();
    assertThat(violations(MODEL.formatted("{name: a, namespace: " + "a".repeat(64) + "}")))
        .hasSize(1);
  }

  @Test
  void tellsAllFaultsAtOnce() {
    assertThat(violations(MODEL.formatted("{name: A, namespace: B, finalizers: [1]}"))).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{kind: ConfigMap}|apiVersion: nothing (expected: text of 1 to 253 characters)",
        "{apiVersion: v1}|kind: nothing (expected: text of 1 to 253 characters)",
        "{apiVersion: v1, kind: MaaSModelRef}|apiVersion: v1 (expected:"
            + " maas.opendatahub.io/v1alpha1 for MaaSModelRef)",
        "{apiVersion: v2, kind: ExternalModel}|apiVersion: v2 (expected:"
            + " maas.opendatahub.io/v1alpha1 or inference.opendatahub.io/v1alpha1 for"
            + " ExternalModel)",
        "{apiVersion: v1, kind: Secret}|kind: Secret (expected: no Secret: a credential is never"
            + " a resource; give it with `maas secret set`, or as a file of the process)",
      })
  void refusesDocumentsOfOtherKinds(String document, String violation) {
    assertThat(violations(document)).containsExactly(violation);
  }

  @Test
  void namesTheKnownKindsWhenOneIsUnknown() {
    assertThat(violations("{apiVersion: apps/v1, kind: Deployment, metadata: {name: a}}"))
        .singleElement()
        .asString()
        .startsWith("kind: apps/v1 Deployment (expected: one of ")
        .contains("maas.opendatahub.io/v1alpha1 MaaSModelRef")
        .contains("inference.opendatahub.io/v1alpha1 ExternalProvider")
        .contains("v1 ConfigMap");
  }

  @ParameterizedTest
  @CsvSource({
    "maas.opendatahub.io/v1alpha1,MaasTenantConfig,default-tenant",
    "v1,ConfigMap,tier-to-group-mapping",
  })
  void refusesAnotherNameWhereAKindHasOnlyOne(String apiVersion, String kind, String only) {
    String document =
        "{apiVersion: %s, kind: %s, metadata: {name: other}}".formatted(apiVersion, kind);

    assertThat(violations(document))
        .containsExactly("metadata.name: \"other\" (expected: " + only + ")");
  }

  private static List<String> violations(String document) {
    return switch (Documents.read(Flow.map(document))) {
      case Documents.Parsed _ -> List.of();
      case Documents.Invalid(List<Violation> violations) ->
          violations.stream().map(Violation::toString).toList();
    };
  }
}
