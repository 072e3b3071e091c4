package io.maas.testkit.access;

import io.maas.domain.access.AccessRequest;
import io.maas.domain.access.AccessRequest.Decision;
import io.maas.domain.access.AccessRequest.Ending;
import io.maas.domain.access.AccessRequest.State;
import io.maas.domain.access.AccessRequests;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Requests for subscriptions in memory.
public final class InMemoryAccessRequests implements AccessRequests {

  private final Map<String, AccessRequest> byId = new LinkedHashMap<>();

  @Override
  public synchronized boolean ask(AccessRequest request, Instant now) {
    boolean taken =
        byId.values().stream()
            .filter(other ->
                other.tenant().equals(request.tenant())
                    && other.user().equals(request.user())
                    && other.subscription().equals(request.subscription()))
            .map(other -> other.stateAt(now))
            .anyMatch(state -> state == State.OPEN || state == State.APPROVED);
    if (!taken) {
      byId.put(request.id(), request);
    }
    return !taken;
  }

  @Override
  public synchronized Optional<AccessRequest> find(String tenant, String id) {
    return Optional.ofNullable(byId.get(id)).filter(request -> request.tenant().equals(tenant));
  }

  @Override
  public synchronized Page list(String tenant, Search search, Instant now) {
    List<AccessRequest> found =
        byId.values().stream()
            .filter(request -> request.tenant().equals(tenant))
            .filter(request -> matches(request, search, now))
            .sorted(
                Comparator.comparing(AccessRequest::askedAt)
                    .reversed()
                    .thenComparing(AccessRequest::id))
            .skip(search.offset())
            .toList();
    return new Page(found.stream().limit(search.limit()).toList(), found.size() > search.limit());
  }

  private static boolean matches(AccessRequest request, Search search, Instant now) {
    return (search.user() == null
            || request.user().equals(search.user())
            || search.approvable().contains(request.subscription()))
        && (search.subscription() == null || request.subscription().equals(search.subscription()))
        && (search.state() == null || request.stateAt(now) == search.state());
  }

  @Override
  public synchronized Optional<AccessRequest> decide(String tenant, String id, Decision decision) {
    return become(tenant, id, request -> request.state() == State.OPEN, r -> r.decided(decision));
  }

  @Override
  public synchronized Optional<AccessRequest> withdraw(String tenant, String id, Ending ending) {
    return become(
        tenant,
        id,
        request -> request.state() == State.OPEN,
        request -> request.ended(State.WITHDRAWN, ending));
  }

  @Override
  public synchronized Optional<AccessRequest> revoke(String tenant, String id, Ending ending) {
    return become(
        tenant,
        id,
        request -> request.stateAt(ending.at()) == State.APPROVED,
        request -> request.ended(State.REVOKED, ending));
  }

  private Optional<AccessRequest> become(
      String tenant, String id, Predicate<AccessRequest> may, UnaryOperator<AccessRequest> change) {
    Optional<AccessRequest> changed = find(tenant, id).filter(may).map(change);
    changed.ifPresent(request -> byId.put(id, request));
    return changed;
  }

  @Override
  public synchronized int endAll(String tenant, String user, Ending ending) {
    int ended = 0;
    for (AccessRequest request : List.copyOf(byId.values())) {
      if (request.tenant().equals(tenant)
          && request.user().equals(user)
          && (withdraw(tenant, request.id(), ending).isPresent()
              || revoke(tenant, request.id(), ending).isPresent())) {
        ended++;
      }
    }
    return ended;
  }

  @Override
  public synchronized int forgetAll(String tenant) {
    int before = byId.size();
    byId.values().removeIf(request -> request.tenant().equals(tenant));
    return before - byId.size();
  }

  @Override
  public synchronized List<Granted> granted(@Nullable String tenant, Instant now) {
    return byId.values().stream()
        .filter(request -> tenant == null || request.tenant().equals(tenant))
        .filter(request -> request.stateAt(now) == State.APPROVED)
        .map(request -> new Granted(request.subscription(), request.user()))
        .sorted(Comparator.comparing(Granted::subscription).thenComparing(Granted::user))
        .toList();
  }
}
