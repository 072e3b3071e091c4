package io.maas.domain.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.access.AccessRequests.Granted;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GrantedOwnersTest {

  private static final List<Granted> GRANTS =
      List.of(new Granted("ns/gold", "bob"), new Granted("ns/gold", "ada"));

  private static Resource subscription(String name, Map<String, Object> spec) {
    return Declare.content(Kind.SUBSCRIPTION, "ns/" + name, Map.of("spec", spec));
  }

  private static @Nullable Object ownerOf(List<Resource> all) {
    return all.getFirst().spec().get("owner");
  }

  @Test
  void addsThemToTheOwnersThatAreDeclared() {
    Resource gold =
        subscription("gold", Map.of("owner", Map.of("users", List.of("bob")), "priority", 5));

    List<Resource> granted = GrantedOwners.in(List.of(gold), GRANTS);

    assertThat(ownerOf(granted)).isEqualTo(Map.of("users", List.of("bob", "ada")));
    assertThat(granted.getFirst().spec()).containsEntry("priority", 5);
    assertThat(gold.spec().get("owner")).isEqualTo(Map.of("users", List.of("bob")));
  }

  @Test
  void addsThemWhereOnlyGroupsAreDeclared() {
    Resource gold =
        subscription("gold", Map.of("owner", Map.of("groups", List.of(Map.of("name", "g")))));

    assertThat(ownerOf(GrantedOwners.in(List.of(gold), GRANTS)))
        .isEqualTo(Map.of("groups", List.of(Map.of("name", "g")), "users", List.of("ada", "bob")));
  }

  @Test
  void leavesWhatIsNotMeantOrNotAsItShouldBe() {
    Resource other = subscription("silver", Map.of("owner", Map.of()));
    Resource without = subscription("gold", Map.of());
    Resource broken = subscription("gold", Map.of("owner", Map.of("users", "bob")));

    for (Resource one : List.of(other, without, broken)) {
      assertThat(GrantedOwners.in(List.of(one), GRANTS).getFirst().content())
          .isEqualTo(one.content());
    }
  }
}
