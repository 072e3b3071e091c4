package io.maas.domain.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who asked for which subscription, and who was given it. A port; every method blocks. Whatever
/// changes a grant is announced as a change of the resources.
public interface AccessRequests {

  /// Keeps an open request; false if the user has one that is open or approved for the subscription
  /// already, also when both come at once.
  ///
  /// @param now by which an approval has ended or not
  boolean ask(AccessRequest request, Instant now);

  Optional<AccessRequest> find(String tenant, String id);

  /// Lists requests, the latest first.
  Page list(String tenant, Search search, Instant now);

  /// Approves or denies an open request; empty if it is open no longer: of two who decide at once
  /// one does.
  Optional<AccessRequest> decide(String tenant, String id, AccessRequest.Decision decision);

  /// Withdraws an open request; empty if there is none such.
  Optional<AccessRequest> withdraw(String tenant, String id, AccessRequest.Ending ending);

  /// Takes an approval back; empty if there is none that is in force.
  Optional<AccessRequest> revoke(String tenant, String id, AccessRequest.Ending ending);

  /// Ends all that somebody who is deleted asked for and was given: whoever has the name later is
  /// somebody else.
  ///
  /// @return how many requests that were
  int endAll(String tenant, String user, AccessRequest.Ending ending);

  /// Forgets all that was asked for in a tenant that is no more, and so what was granted.
  ///
  /// @return how many requests that were
  int forgetAll(String tenant);

  /// Every approval that is in force.
  ///
  /// @param tenant null for all of them: a subscription's namespace is of one tenant
  List<Granted> granted(@Nullable String tenant, Instant now);

  /// An approval in force.
  ///
  /// @param subscription `namespace/name`
  record Granted(String subscription, String user) {}

  /// What to list: what this user asked for, and what was asked of these subscriptions.
  ///
  /// @param user null for everybody
  /// @param approvable of these too, where a user is named
  /// @param subscription only of this one, if given
  /// @param state only those, if given
  /// @param limit 1 to 100
  /// @param offset how many to skip
  record Search(
      @Nullable String user,
      List<String> approvable,
      @Nullable String subscription,
      AccessRequest.@Nullable State state,
      int limit,
      int offset) {}

  /// A part of a list.
  record Page(List<AccessRequest> requests, boolean hasMore) {}
}
