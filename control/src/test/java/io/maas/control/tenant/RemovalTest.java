package io.maas.control.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.control.tenant.Removal.Rest;
import io.maas.domain.resource.Kind;
import io.maas.domain.resource.ResourceKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class RemovalTest {

  private static final ResourceKey GOLD =
      new ResourceKey(Kind.SUBSCRIPTION, "ai-tenant-team-a", "gold");

  @Test
  void saysFirstThatTheTenantGoes() {
    assertThat(Removal.next(rest(false, false, 3))).isEqualTo(new Removal.Announce());
  }

  @Test
  void revokesTheKeysBeforeAnythingElseGoes() {
    assertThat(Removal.next(rest(true, false, 3))).isEqualTo(new Removal.RevokeKeys());
    assertThat(Removal.next(rest(true, false, 0))).isEqualTo(new Removal.RevokeKeys());
  }

  @Test
  void revokesAKeyThatWasMintedMeanwhile() {
    assertThat(Removal.next(rest(true, true, 1))).isEqualTo(new Removal.RevokeKeys());
  }

  @Test
  void removesPeopleThenWhatIsDeclaredThenTheTenant() {
    assertThat(Removal.next(rest(true, true, 0)))
        .isEqualTo(new Removal.RemovePeople(List.of("alice"), List.of("staff")));
    assertThat(Removal.next(new Rest(true, true, 0, List.of(), List.of(), List.of(GOLD))))
        .isEqualTo(new Removal.RemoveDeclared(List.of(GOLD)));
    assertThat(Removal.next(new Rest(true, true, 0, List.of(), List.of(), List.of())))
        .isEqualTo(new Removal.Release());
  }

  private static Rest rest(boolean announced, boolean attested, int keys) {
    return new Rest(announced, attested, keys, List.of("alice"), List.of("staff"), List.of(GOLD));
  }
}
