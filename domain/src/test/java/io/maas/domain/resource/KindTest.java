package io.maas.domain.resource;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class KindTest {

  @ParameterizedTest
  @EnumSource(Kind.class)
  void isFoundByWhatItsDocumentsSay(Kind kind) {
    assertThat(Kind.of(kind.apiVersion(), kind.kind())).contains(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "maasmodelref,MODEL_REF",
    "MaaSModelRefs,MODEL_REF",
    "maassubscriptions.maas.opendatahub.io,SUBSCRIPTION",
    "externalmodel,EXTERNAL_MODEL",
    "externalmodels.maas.opendatahub.io,LEGACY_EXTERNAL_MODEL",
    "externalmodels.inference.opendatahub.io,EXTERNAL_MODEL",
    "configmap,CONFIG_MAP",
    "llminferenceservice.serving.kserve.io,INFERENCE_SERVICE",
    "llminferenceservices.v1alpha1.serving.kserve.io,INFERENCE_SERVICE",
    "maassubscription.v1alpha1.maas.opendatahub.io,SUBSCRIPTION",
    "team,TEAM",
    "teams.maas.io,TEAM",
  })
  void isFoundByWhatPeopleCallIt(String name, Kind kind) {
    assertThat(Kind.named(name)).contains(kind);
  }

  @Test
  void isReadInAnOlderVersionOfItsGroupToo() {
    assertThat(Kind.of("serving.kserve.io/v1alpha1", "LLMInferenceService"))
        .contains(Kind.INFERENCE_SERVICE);
    assertThat(Kind.of("serving.kserve.io/v1alpha2", "LLMInferenceService"))
        .contains(Kind.INFERENCE_SERVICE);
    assertThat(Kind.of("serving.kserve.io/v1beta1", "LLMInferenceService")).isEmpty();
    assertThat(Kind.of("maas.opendatahub.io/", "MaaSModelRef")).isEmpty();
  }

  @Test
  void isNotFoundByAnotherGroupOrName() {
    assertThat(Kind.named("maasmodelref.inference.opendatahub.io")).isEmpty();
    assertThat(Kind.named("pods")).isEmpty();
    assertThat(Kind.of("v1", "MaaSModelRef")).isEmpty();
  }
}
