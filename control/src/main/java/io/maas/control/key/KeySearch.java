package io.maas.control.key;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.maas.control.api.Shape;
import io.maas.control.call.Call;
import io.maas.control.call.Fields;
import io.maas.control.call.Moments;
import io.maas.control.call.Reply;
import io.maas.control.subscription.SubscriptionName;
import io.maas.domain.access.ApiKeys;
import io.maas.domain.access.ApiKeys.Sort;
import io.maas.domain.access.KeyFilter;
import io.maas.domain.access.StoredKey;
import io.maas.domain.catalog.Snapshot;
import io.maas.domain.catalog.Snapshots;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `POST /v1/api-keys/search`: one's own keys; those of a team's members for its owner, and
/// anyone's for those who administer or audit the tenant.
public final class KeySearch {

  private static final int DEFAULT_LIMIT = 50;
  private static final int LARGEST_LIMIT = 100;

  private final ApiKeys keys;
  private final Snapshots snapshots;
  private final InstantSource clock;

  public KeySearch(ApiKeys keys, Snapshots snapshots, InstantSource clock) {
    this.keys = keys;
    this.snapshots = snapshots;
    this.clock = clock;
  }

  public Reply search(Call call) {
    Fields body = Fields.of(call.body());
    Fields filters = body.object("filters");
    String user = filters.text("username");
    ApiKeys.Search search = search(call, body, filters, user != null ? user : ownName(call));
    if (!body.sound()) {
      return body.refusal();
    }
    if (user != null && !call.scope().covers(user)) {
      return Reply.forbidden("non-admin users can only search their own API keys");
    }
    Instant now = clock.instant();
    Snapshot snapshot = snapshots.of(call.tenant());
    ApiKeys.Page page = keys.search(call.principal().tenant(), search, now);
    return Reply.ok(
        new Found(
            "list",
            page.keys().stream().map(key -> KeyView.of(key, snapshot, now)).toList(),
            page.hasMore()));
  }

  @Shape(name = "ApiKeyPage")
  record Found(String object, List<KeyView> data, @JsonProperty("has_more") boolean hasMore) {}

  private static @Nullable String ownName(Call call) {
    return call.scope().coversTenant() ? null : call.principal().user();
  }

  private ApiKeys.Search search(Call call, Fields body, Fields filters, @Nullable String user) {
    Fields sort = body.object("sort");
    Fields pages = body.object("pagination");
    String subscription = filters.text("subscription");
    Map<String, String> labels = filters.texts("labelsContain");
    return new ApiKeys.Search(
        user,
        statuses(filters),
        filters.flag("includeEphemeral", false),
        subscription == null
            ? null
            : SubscriptionName.stored(snapshots.of(call.tenant()), subscription),
        labels,
        sortedBy(sort),
        descending(sort),
        limit(body, pages),
        offset(pages),
        filter(filters));
  }

  private static KeyFilter filter(Fields filters) {
    return new KeyFilter(
        moment(filters, "createdAfter"),
        moment(filters, "createdBefore"),
        moment(filters, "expiresAfter"),
        moment(filters, "expiresBefore"),
        moment(filters, "lastUsedAfter"),
        filters.text("nameContains"),
        filters.text("descriptionContains"),
        filters.has("hasExpiration") ? filters.flag("hasExpiration", true) : null,
        filters.has("hasBeenUsed") ? filters.flag("hasBeenUsed", true) : null);
  }

  private static @Nullable Instant moment(Fields filters, String name) {
    String text = filters.text(name);
    if (text == null) {
      return null;
    }
    Optional<Instant> moment = Moments.parse(text);
    if (moment.isEmpty()) {
      filters.refuse(name, text, Moments.EXPECTED);
    }
    return moment.orElse(null);
  }

  private static List<StoredKey.Status> statuses(Fields filters) {
    List<StoredKey.Status> statuses = new ArrayList<>();
    for (String name : filters.list("status")) {
      Arrays.stream(StoredKey.Status.values())
          .filter(status -> status.name().toLowerCase(Locale.ROOT).equals(name))
          .findFirst()
          .ifPresentOrElse(
              statuses::add,
              () -> filters.refuse("status", name, "active, paused, revoked or expired"));
    }
    return statuses;
  }

  private static Sort sortedBy(Fields sort) {
    String by = sort.text("by");
    return switch (by) {
      case null -> Sort.CREATED_AT;
      case "created_at" -> Sort.CREATED_AT;
      case "expires_at" -> Sort.EXPIRES_AT;
      case "last_used_at" -> Sort.LAST_USED_AT;
      case "name" -> Sort.NAME;
      default -> {
        sort.refuse("by", by, "created_at, expires_at, last_used_at or name");
        yield Sort.CREATED_AT;
      }
    };
  }

  private static boolean descending(Fields sort) {
    String order = sort.text("order");
    if (order != null && !order.equalsIgnoreCase("asc") && !order.equalsIgnoreCase("desc")) {
      sort.refuse("order", order, "asc or desc");
    }
    return order == null || order.equalsIgnoreCase("desc");
  }

  private static int limit(Fields body, Fields pages) {
    if (!body.has("pagination")) {
      return DEFAULT_LIMIT;
    }
    int limit = pages.integer("limit", 0);
    if (limit < 1) {
      pages.refuse("limit", String.valueOf(limit), "1 to " + LARGEST_LIMIT);
      return DEFAULT_LIMIT;
    }
    return Math.min(limit, LARGEST_LIMIT);
  }

  private static int offset(Fields pages) {
    int offset = pages.integer("offset", 0);
    if (offset < 0) {
      pages.refuse("offset", String.valueOf(offset), ">= 0");
    }
    return Math.max(0, offset);
  }
}
