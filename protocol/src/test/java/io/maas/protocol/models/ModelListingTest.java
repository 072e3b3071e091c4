package io.maas.protocol.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.access.AccessPolicy;
import io.maas.domain.access.Principal;
import io.maas.domain.access.Subjects;
import io.maas.domain.catalog.Grant;
import io.maas.domain.catalog.Model;
import io.maas.domain.catalog.ModelDetails;
import io.maas.domain.catalog.ModelId;
import io.maas.domain.catalog.Snapshot;
import io.maas.domain.catalog.Subscription;
import io.maas.domain.catalog.Subscription.Display;
import io.maas.domain.catalog.Subscription.Phase;
import io.maas.domain.catalog.TokenRules;
import io.maas.domain.metering.Intent.Attribution;
import io.maas.protocol.models.ModelListing.Form;
import io.maas.protocol.models.ModelListing.Listing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ModelListingTest {

  private static final Subjects STAFF = new Subjects(Set.of("staff"), Set.of());
  private static final Principal CALLER =
      new Principal("tenant", "bob", List.of("staff"), false, null);

  private final ModelListing listing = new ModelListing("http://gw");

  @Test
  void tellsModelsInAnthropicsWords() {
    Snapshot snapshot = snapshot(model("b", null), model("a", "Claude A"));

    assertThat(listing.list(CALLER, snapshot, null, Form.ANTHROPIC))
        .isEqualTo(
            new Listing.Listed(
                ("{'data':["
                        + "{'type':'model','id':'publishers/llm/models/a','display_name':'Claude A',"
                        + "'created_at':'2026-11-27T00:00:00Z'},"
                        + "{'type':'model','id':'publishers/llm/models/b',"
                        + "'display_name':'publishers/llm/models/b',"
                        + "'created_at':'2026-11-27T00:00:00Z'}],"
                        + "'has_more':false,'first_id':'publishers/llm/models/a',"
                        + "'last_id':'publishers/llm/models/b'}")
                    .replace('\'', '"')));
  }

  @Test
  void tellsAnEmptyPage() {
    assertThat(listing.list(CALLER, snapshot(), null, Form.ANTHROPIC))
        .isEqualTo(
            new Listing.Listed(
                "{\"data\":[],\"has_more\":false,\"first_id\":null,\"last_id\":null}"));
  }

  @Test
  void tellsOneModelByAnyOfItsNames() {
    Snapshot snapshot = snapshot(model("a", "Claude A"));

    Listing one = listing.one(CALLER, snapshot, null, "llm/a", Form.ANTHROPIC);

    assertThat(one)
        .isEqualTo(
            new Listing.Listed(
                ("{'type':'model','id':'publishers/llm/models/a','display_name':'Claude A',"
                        + "'created_at':'2026-11-27T00:00:00Z'}")
                    .replace('\'', '"')));
    assertThat(listing.one(CALLER, snapshot, null, "llm/b", Form.ANTHROPIC))
        .isEqualTo(new Listing.Unknown("llm/b"));
  }

  @Test
  void tellsModelsInOpenAisWordsToOthers() {
    Snapshot snapshot = snapshot(model("a", null));

    assertThat(listing.list(CALLER, snapshot, null))
        .isEqualTo(listing.list(CALLER, snapshot, null, Form.OPENAI));
    assertThat(((Listing.Listed) listing.list(CALLER, snapshot, null)).json())
        .startsWith("{\"object\":\"list\",\"data\":[{\"id\":\"publishers/llm/models/a\"");
  }

  private static Model model(String name, @Nullable String displayName) {
    return new Model(
        new ModelId("llm", name),
        "ExternalModel",
        "publishers/llm/models/" + name,
        Set.of(),
        List.of(),
        new TokenRules(10, null),
        new ModelDetails(displayName, null, null, null, List.of()),
        Instant.parse("2026-11-27T00:00:00Z"),
        true);
  }

  private static Snapshot snapshot(Model... models) {
    Subscription all =
        new Subscription(
            "ns",
            "all",
            Display.NONE,
            Phase.ACTIVE,
            0,
            STAFF,
            Map.of(new ModelId("llm", "a"), grant(), new ModelId("llm", "b"), grant()),
            null,
            Attribution.NONE,
            null);
    AccessPolicy policy = new AccessPolicy("ns/all", STAFF);
    return new Snapshot(
        1,
        "tenant",
        List.of(models),
        List.of(all),
        Map.of(new ModelId("llm", "a"), List.of(policy), new ModelId("llm", "b"), List.of(policy)));
  }

  private static Grant grant() {
    return new Grant(List.of(), null);
  }
}
