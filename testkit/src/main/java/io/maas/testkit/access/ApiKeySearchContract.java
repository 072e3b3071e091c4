package io.maas.testkit.access;

import static io.maas.testkit.access.KeysAtHand.NOW;
import static io.maas.testkit.access.KeysAtHand.TENANT;
import static io.maas.testkit.access.KeysAtHand.TOMORROW;
import static io.maas.testkit.access.KeysAtHand.boundTo;
import static io.maas.testkit.access.KeysAtHand.ephemeral;
import static io.maas.testkit.access.KeysAtHand.expiring;
import static io.maas.testkit.access.KeysAtHand.key;
import static io.maas.testkit.access.KeysAtHand.labelled;
import static io.maas.testkit.access.KeysAtHand.ofTenant;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.access.ApiKeys;
import io.maas.domain.access.ApiKeys.Page;
import io.maas.domain.access.ApiKeys.Search;
import io.maas.domain.access.ApiKeys.Sort;
import io.maas.domain.access.CredentialHash;
import io.maas.domain.access.KeyFilter;
import io.maas.domain.access.StoredKey;
import io.maas.domain.access.StoredKey.Status;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// How every store of keys lists them.
public abstract class ApiKeySearchContract {

  private static final Search ALL =
      new Search(null, List.of(), true, null, Map.of(), Sort.NAME, false, 100, 0);

  /// An empty store; the same throughout one test.
  protected abstract ApiKeys keys();

  private void insert(StoredKey... all) {
    for (StoredKey key : all) {
      keys().insert(key, CredentialHash.of(key.id()));
    }
  }

  private List<String> names(Search search) {
    return keys().search(TENANT, search, NOW).keys().stream().map(StoredKey::name).toList();
  }

  @Test
  void listsTheTenantsKeysOnly() {
    insert(key("ada", "a"), key("bob", "b"), ofTenant(key("ada", "c"), "other"));

    assertThat(names(ALL)).containsExactly("a", "b");
  }

  @Test
  void listsByOwnerSubscriptionAndLabels() {
    insert(
        labelled(boundTo(key("ada", "a"), "llm/premium"), "", Map.of("env", "dev", "os", "linux")),
        labelled(key("ada", "b"), "", Map.of("env", "dev")),
        key("bob", "c"));

    assertThat(names(only("ada", null, Map.of()))).containsExactly("a", "b");
    assertThat(names(only(null, "llm/premium", Map.of()))).containsExactly("a");
    assertThat(names(only(null, null, Map.of("env", "dev")))).containsExactly("a", "b");
    assertThat(names(only(null, null, Map.of("env", "dev", "os", "linux")))).containsExactly("a");
  }

  private static Search only(
      @Nullable String user, @Nullable String subscription, Map<String, String> labels) {
    return new Search(user, List.of(), true, subscription, labels, Sort.NAME, false, 100, 0);
  }

  @Test
  void listsByEffectiveStatus() {
    StoredKey revoked = key("ada", "revoked");
    insert(key("ada", "active"), expiring(key("ada", "expired"), NOW), revoked);
    keys().revoke(TENANT, revoked.id(), NOW);

    assertThat(names(having(Status.ACTIVE))).containsExactly("active");
    assertThat(names(having(Status.EXPIRED))).containsExactly("expired");
    assertThat(names(having(Status.REVOKED, Status.ACTIVE))).containsExactly("active", "revoked");
  }

  private static Search having(Status... statuses) {
    return new Search(null, List.of(statuses), true, null, Map.of(), Sort.NAME, false, 100, 0);
  }

  @Test
  void listsByWhatAFilterTakes() {
    StoredKey used = labelled(expiring(key("ada", "50% Used_Key"), TOMORROW), "For CI", Map.of());
    StoredKey fresh = key("ada", "fresh");
    insert(used, fresh);
    keys().touch(Map.of(used.id(), NOW));
    Instant made = used.createdAt();

    assertThat(filtered(made.minusSeconds(1), null, null, null, null)).hasSize(2);
    assertThat(filtered(made, null, null, null, null)).isEmpty();
    assertThat(filtered(null, made.plusSeconds(1), null, null, null)).hasSize(2);
    assertThat(filtered(null, made, null, null, null)).isEmpty();
    assertThat(filtered(null, null, TOMORROW.minusSeconds(1), TOMORROW.plusSeconds(1), null))
        .contains("50% Used_Key");
    assertThat(filtered(null, null, TOMORROW, null, null)).doesNotContain("50% Used_Key");
    assertThat(filtered(null, null, null, null, NOW.minusSeconds(1)))
        .containsExactly("50% Used_Key");
    assertThat(filtered(null, null, null, null, NOW)).isEmpty();
    assertThat(containing("used_k", null)).containsExactly("50% Used_Key");
    assertThat(containing("%", null)).containsExactly("50% Used_Key");
    assertThat(containing("r_s", null)).isEmpty();
    assertThat(containing(null, "ci")).containsExactly("50% Used_Key");
    assertThat(stated(null, true)).containsExactly("50% Used_Key");
    assertThat(stated(null, false)).containsExactly("fresh");
    assertThat(stated(true, null)).hasSize(2);
    assertThat(stated(false, null)).isEmpty();
  }

  private List<String> filtered(
      @Nullable Instant createdAfter,
      @Nullable Instant createdBefore,
      @Nullable Instant expiresAfter,
      @Nullable Instant expiresBefore,
      @Nullable Instant lastUsedAfter) {
    return names(
        new KeyFilter(
            createdAfter,
            createdBefore,
            expiresAfter,
            expiresBefore,
            lastUsedAfter,
            null,
            null,
            null,
            null));
  }

  private List<String> containing(@Nullable String name, @Nullable String description) {
    return names(new KeyFilter(null, null, null, null, null, name, description, null, null));
  }

  private List<String> stated(@Nullable Boolean expires, @Nullable Boolean used) {
    return names(new KeyFilter(null, null, null, null, null, null, null, expires, used));
  }

  private List<String> names(KeyFilter filter) {
    return names(
        new Search(null, List.of(), true, null, Map.of(), Sort.NAME, false, 100, 0, filter));
  }

  @Test
  void leavesEphemeralKeysOutUnlessAsked() {
    insert(key("ada", "a"), ephemeral(key("ada", "e"), TOMORROW));

    assertThat(names(new Search(null, List.of(), false, null, Map.of(), Sort.NAME, false, 9, 0)))
        .containsExactly("a");
    assertThat(names(ALL)).containsExactly("a", "e");
  }

  @Test
  void sortsKeysWithoutTheValueLastInBothDirections() {
    StoredKey early = key("ada", "early");
    StoredKey late = key("ada", "late");
    insert(key("ada", "never"), late, early);
    keys().touch(Map.of(early.id(), NOW, late.id(), NOW.plusSeconds(1)));

    assertThat(names(sorted(Sort.LAST_USED_AT, false))).containsExactly("early", "late", "never");
    assertThat(names(sorted(Sort.LAST_USED_AT, true))).containsExactly("late", "early", "never");
    assertThat(names(sorted(Sort.NAME, true))).containsExactly("never", "late", "early");
    assertThat(names(sorted(Sort.CREATED_AT, true))).hasSize(3);
    assertThat(names(sorted(Sort.EXPIRES_AT, true))).hasSize(3);
  }

  private static Search sorted(Sort sort, boolean descending) {
    return new Search(null, List.of(), true, null, Map.of(), sort, descending, 100, 0);
  }

  @Test
  void tellsWhetherThereIsMore() {
    insert(key("ada", "a"), key("ada", "b"), key("ada", "c"));

    Page first = keys().search(TENANT, paged(2, 0), NOW);
    Page second = keys().search(TENANT, paged(2, 2), NOW);

    assertThat(first.keys()).hasSize(2);
    assertThat(first.hasMore()).isTrue();
    assertThat(second.keys()).extracting(StoredKey::name).containsExactly("c");
    assertThat(second.hasMore()).isFalse();
    assertThat(keys().search(TENANT, paged(3, 0), NOW).hasMore()).isFalse();
  }

  @Test
  void ordersWhatIsEqualByItsIdInTheSameDirection() {
    StoredKey one = key("ada", "same");
    StoredKey two = key("ada", "same");
    insert(one, two);
    List<String> ids = Stream.of(one, two).map(StoredKey::id).sorted().toList();

    for (Sort sort : Sort.values()) {
      assertThat(keys().search(TENANT, sorted(sort, false), NOW).keys())
          .extracting(StoredKey::id)
          .as("%s", sort)
          .isEqualTo(ids);
      assertThat(keys().search(TENANT, sorted(sort, true), NOW).keys())
          .extracting(StoredKey::id)
          .as("%s, descending", sort)
          .isEqualTo(ids.reversed());
    }
  }

  private static Search paged(int limit, int offset) {
    return new Search(null, List.of(), true, null, Map.of(), Sort.NAME, false, limit, offset);
  }

  @Test
  void takesWhatTheCallerSaysAsDataOnly() {
    insert(key("ada", "a"));

    assertThat(names(only("' or '1'='1", null, Map.of()))).isEmpty();
    assertThat(names(only(null, null, Map.of("a'b", "c\"d")))).isEmpty();
  }
}
