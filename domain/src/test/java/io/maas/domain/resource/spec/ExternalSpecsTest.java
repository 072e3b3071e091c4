package io.maas.domain.resource.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.catalog.Endpoint.Share;
import io.maas.domain.catalog.PerMinute;
import io.maas.domain.resource.Declare;
import io.maas.domain.resource.Flow;
import io.maas.domain.resource.Kind;
import io.maas.domain.resource.Resource;
import io.maas.domain.resource.Violation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalSpecsTest {

  private static final Resource LEGACY =
      Declare.spec(
          Kind.LEGACY_EXTERNAL_MODEL,
          "llm/gpt-x",
          "{provider: openai, endpoint: api.openai.com, targetModel: gpt-x,"
              + " credentialRef: {name: openai-key}}");

  private static final Resource PROVIDER =
      Declare.spec(
          Kind.EXTERNAL_PROVIDER,
          "llm/openai",
          "{provider: openai, endpoint: api.openai.com,"
              + " auth: {type: apikey, secretRef: {name: openai-key}},"
              + " config: {port: '8443', tls: 'true', project: p}}");

  private static final Resource MODEL =
      Declare.spec(
          Kind.EXTERNAL_MODEL,
          "llm/gpt",
          """
          {modelName: gpt, externalProviderRefs: [
            {ref: {name: openai}, targetModel: gpt-x, apiFormat: openai-chat,
             path: /v1/chat/completions, weight: 30, priority: 5, concurrency: 8,
             perMinute: {requests: 500},
             auth: {type: oauth2, secretRef: {name: other}}, config: {project: q}},
            {ref: {name: second}, targetModel: gpt-y, apiFormat: messages, path: "/{a}"}]}
          """);

  @Test
  void readsTheFirstGeneration() {
    assertThat(read(LEGACY))
        .isEqualTo(
            new LegacyExternalModelSpec(
                "openai", "gpt-x", "api.openai.com", "openai-key", true, null));
    Resource annotated =
        Declare.annotated(
            LEGACY, Map.of("maas.opendatahub.io/tls", "false", "maas.opendatahub.io/port", "8080"));
    assertThat(read(annotated))
        .isEqualTo(
            new LegacyExternalModelSpec(
                "openai", "gpt-x", "api.openai.com", "openai-key", false, "8080"));
  }

  @Test
  void readsTheSecondGeneration() {
    assertThat(read(PROVIDER))
        .isEqualTo(
            new ExternalProviderSpec(
                "openai",
                "api.openai.com",
                new AuthSpec(AuthSpec.Type.APIKEY, "openai-key"),
                Map.of("port", "8443", "tls", "true", "project", "p")));
    assertThat(read(MODEL))
        .isEqualTo(
            new ExternalModelSpec(
                "gpt",
                List.of(
                    new ProviderRefSpec(
                        "openai",
                        "gpt-x",
                        "openai-chat",
                        "/v1/chat/completions",
                        new AuthSpec(AuthSpec.Type.OAUTH2, "other"),
                        Map.of("project", "q"),
                        new Share(5, 30, 8, new PerMinute(500, 0))),
                    new ProviderRefSpec(
                        "second", "gpt-y", "messages", "/{a}", null, Map.of(), Share.of(1)))));
  }

  static List<Case> badLegacyInput() {
    return List.of(
        Case.of("spec", "~", "spec: nothing (expected: an object)"),
        Case.of("spec.provider", "~", "spec.provider: nothing (expected: text of 1 to 63"),
        Case.of("spec.provider", "a".repeat(64), "spec.provider: \"aaa"),
        Case.of("spec.targetModel", "''", "spec.targetModel: \"\" (expected: text of 1 to 253"),
        Case.of("spec.endpoint", "https://x.com", "spec.endpoint: \"https://x.com\" (expected: a"),
        Case.of("spec.endpoint", "'x:80'", "spec.endpoint: \"x:80\" (expected: a host name"),
        Case.of("spec.endpoint", "x/y", "spec.endpoint: \"x/y\" (expected: a host name"),
        Case.of("spec.endpoint", "'127.1'", "spec.endpoint: \"127.1\" (expected: a host name"),
        Case.of("spec.endpoint", "''", "spec.endpoint: \"\" (expected: a host name"),
        Case.of("spec.credentialRef", "~", "spec.credentialRef: nothing (expected: an object)"),
        Case.of("spec.credentialRef.name", "''", "spec.credentialRef.name: \"\" (expected: text"));
  }

  @ParameterizedTest
  @MethodSource
  void badLegacyInput(Case bad) {
    bad.verify(LEGACY);
  }

  @ParameterizedTest
  @CsvSource({
    "tls,maybe,'one of true, false'",
    "port,0,a port from 1 to 65535",
    "port,65536,a port from 1 to 65535",
    "port,http,a port from 1 to 65535",
  })
  void refusesConnectionsThatCannotBe(String annotation, String value, String expected) {
    Resource annotated =
        Declare.annotated(LEGACY, Map.of("maas.opendatahub.io/" + annotation, value));

    assertThat(Specs.check(annotated, Flow::value))
        .extracting(Violation::toString)
        .containsExactly(
            "metadata.annotations[maas.opendatahub.io/%s]: \"%s\" (expected: %s)"
                .formatted(annotation, value, expected));
  }

  static List<Case> badProviderInput() {
    return List.of(
        Case.of("spec.provider", "''", "spec.provider: \"\" (expected: text of 1 to 63"),
        Case.of("spec.endpoint", "localhost", "spec.endpoint: \"localhost\" (expected: a full"),
        Case.of("spec.endpoint", "~", "spec.endpoint: nothing (expected: a full host name"),
        Case.of("spec.auth", "~", "spec.auth: nothing (expected: an object)"),
        Case.of(
            "spec.auth.type",
            "basic",
            "spec.auth.type: \"basic\" (expected: one of apikey, simple, sigv4, oauth2)"),
        Case.of("spec.auth.secretRef", "~", "spec.auth.secretRef: nothing (expected: an object)"),
        Case.of("spec.auth.secretRef.name", "''", "spec.auth.secretRef.name: \"\" (expected: text"),
        Case.of("spec.config", "[]", "spec.config: a list of 0 (expected: an object)"),
        Case.of("spec.config.project", "5", "spec.config[project]: 5 (expected: text"),
        Case.of("spec.config.port", "8443", "spec.config[port]: 8443 (expected: text"),
        Case.of("spec.config.port", "'0'", "spec.config.port: \"0\" (expected: a port"),
        Case.of("spec.config.tls", "'on'", "spec.config.tls: \"on\" (expected: one of true, f"));
  }

  @ParameterizedTest
  @MethodSource
  void badProviderInput(Case bad) {
    bad.verify(PROVIDER);
  }

  static List<Case> badModelInput() {
    String ref = "spec.externalProviderRefs[0]";
    return List.of(
        Case.of("spec.modelName", "''", "spec.modelName: \"\" (expected: 1 to 253 characters"),
        Case.of(
            "spec.externalProviderRefs",
            "~",
            "spec.externalProviderRefs: nothing (expected: a list of 1 to 64)"),
        Case.of(
            "spec.externalProviderRefs",
            "[]",
            "spec.externalProviderRefs: a list of 0 (expected: a list of 1 to 64)"),
        Case.of(ref + ".ref", "~", ref + ".ref: nothing (expected: an object)"),
        Case.of(ref + ".ref.name", "''", ref + ".ref.name: \"\" (expected: text of 1 to 253"),
        Case.of(ref + ".targetModel", "~", ref + ".targetModel: nothing (expected: text of 1"),
        Case.of(ref + ".apiFormat", "''", ref + ".apiFormat: \"\" (expected: text of 1 to 63"),
        Case.of(ref + ".path", "v1", ref + ".path: \"v1\" (expected: a path that starts with /"),
        Case.of(ref + ".path", "/" + "a".repeat(512), ref + ".path: \"/aaa"),
        Case.of(ref + ".auth.type", "x", ref + ".auth.type: \"x\" (expected: one of"),
        Case.of(ref + ".config.tls", "'1'", ref + ".config.tls: \"1\" (expected: one of"),
        Case.of(ref + ".priority", "101", ref + ".priority: 101 (expected: a whole number from 0"),
        Case.of(ref + ".concurrency", "-1", ref + ".concurrency: -1 (expected: a whole number"),
        Case.of(ref + ".weight", "101", ref + ".weight: 101 (expected: a whole number from 0"));
  }

  @ParameterizedTest
  @MethodSource
  void badModelInput(Case bad) {
    bad.verify(MODEL);
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 65})
  void takesAsManyProvidersAsTheReferenceDoes(int count) {
    String ref = "{ref: {name: a}, targetModel: b, apiFormat: c, path: /d},";
    Resource model =
        Declare.spec(
            Kind.EXTERNAL_MODEL, "llm/m", "{externalProviderRefs: [" + ref.repeat(count) + "]}");

    assertThat(Specs.check(model, Flow::value)).hasSize(count - 64);
  }

  private static Spec read(Resource resource) {
    Specs.Reading reading = Specs.read(resource, Flow::value);
    assertThat(reading).isInstanceOf(Specs.Valid.class);
    return ((Specs.Valid) reading).spec();
  }
}
