package io.maas.control.access;

import static io.maas.control.access.Reach.ALL;
import static io.maas.control.access.Reach.NONE;
import static io.maas.control.access.Reach.OWN;
import static io.maas.control.access.Reach.TEAM;
import static io.maas.control.access.Reach.TENANT;

import java.util.Collection;

/// What a route lets one do, and how far for whom: the one table of rights, which docs/roles.md
/// shows. Each route has one; there is no default, and what a row does not give is denied.
public enum Permission {
  // for: nobody, API key, consumer, team owner, auditor, tenant admin, platform admin
  LOOK_IN(reads(ALL, ALL, ALL, ALL, ALL, ALL, ALL), "Ask whether it is well, and what the API is"),
  SIGN_IN(
      reads(ALL, ALL, ALL, ALL, ALL, ALL, ALL),
      "Ask how to sign in, and show a password or a code"),
  TEND_KEYS(
      changes(ALL, ALL, ALL, ALL, ALL, ALL, ALL),
      "On the internal listener only: revoke all keys of a tenant, delete ephemeral ones"),
  DISCOVER(
      reads(NONE, OWN, OWN, OWN, OWN, OWN, OWN),
      "See whom one is taken for, one's models, subscriptions and tier"),
  READ_USAGE(reads(NONE, OWN, OWN, TEAM, TENANT, TENANT, ALL), "See what was used"),
  READ_QUOTA(
      reads(NONE, OWN, OWN, TEAM, TENANT, TENANT, ALL),
      "See where limits stand, and try whether a request would pass them"),
  EXPLAIN(reads(NONE, OWN, OWN, TEAM, TENANT, TENANT, ALL), "Ask why a call is allowed, or is not"),
  READ_KEYS(
      reads(NONE, NONE, OWN, TEAM, TENANT, TENANT, ALL),
      "List, search and read API keys, never whole ones"),
  MAKE_KEYS(changes(NONE, NONE, OWN, OWN, NONE, TENANT, ALL), "Make API keys"),
  CHANGE_KEYS(
      changes(NONE, NONE, OWN, OWN, NONE, TENANT, ALL),
      "Rotate, pause, rename, extend and limit API keys"),
  REVOKE_KEYS(changes(NONE, NONE, OWN, TEAM, NONE, TENANT, ALL), "Revoke API keys"),
  ASK_FOR_SUBSCRIPTIONS(
      changes(NONE, NONE, OWN, OWN, NONE, OWN, OWN), "Ask for a subscription, and take it back"),
  READ_REQUESTS(
      reads(NONE, NONE, OWN, OWN, TENANT, TENANT, ALL),
      "See what one asked for, and what was asked of subscriptions that name one as approver"),
  DECIDE_REQUESTS(
      changes(NONE, NONE, OWN, OWN, NONE, TENANT, ALL),
      "Grant and deny what was asked of subscriptions that name one as approver; never one's own"),
  READ_RESOURCES(
      reads(NONE, NONE, NONE, NONE, TENANT, TENANT, ALL),
      "Read resources, and the names of secrets, never their values"),
  WRITE_RESOURCES(
      changes(NONE, NONE, NONE, NONE, NONE, TENANT, ALL),
      "Write resources: for the tenant those that govern it, in its own namespace"),
  WRITE_SECRETS(
      changes(NONE, NONE, NONE, NONE, NONE, NONE, ALL), "Write and delete providers' secrets"),
  READ_USERS(reads(NONE, NONE, NONE, NONE, TENANT, TENANT, ALL), "Read users and groups"),
  MANAGE_USERS(
      changes(NONE, NONE, NONE, NONE, NONE, TENANT, ALL),
      "Add and delete users, their tokens, roles and groups; those of platform admins only as one"),
  READ_AUDIT(
      reads(NONE, NONE, NONE, NONE, TENANT, TENANT, ALL), "Read, export and verify the audit log"),
  VERIFY_LEDGER(reads(NONE, NONE, NONE, NONE, TENANT, TENANT, ALL), "Verify the ledger"),
  IMPORT_LEDGER(changes(NONE, NONE, NONE, NONE, NONE, NONE, ALL), "Bring records into the ledger"),
  READ_INSTALLATION(
      reads(NONE, NONE, NONE, NONE, NONE, NONE, ALL), "See gateways, jobs and tenants"),
  MANAGE_INSTALLATION(
      changes(NONE, NONE, NONE, NONE, NONE, NONE, ALL),
      "Give up gateways, run jobs, make and delete tenants"),
  OWN_SESSION(
      changes(NONE, NONE, OWN, OWN, OWN, OWN, OWN), "End one's session, change one's password");

  @SuppressWarnings("ImmutableEnumChecker") // a record of constants
  private final Row row;

  private final String description;

  Permission(Row row, String description) {
    this.row = row;
    this.description = description;
  }

  /// A row of the table.
  ///
  /// @param changes whether something is another afterwards; then the audit log tells of it
  private record Row(
      boolean changes,
      Reach nobody,
      Reach key,
      Reach consumer,
      Reach owner,
      Reach auditor,
      Reach tenant,
      Reach platform) {}

  private static Row reads(
      Reach nobody,
      Reach key,
      Reach consumer,
      Reach owner,
      Reach auditor,
      Reach tenant,
      Reach platform) {
    return new Row(false, nobody, key, consumer, owner, auditor, tenant, platform);
  }

  private static Row changes(
      Reach nobody,
      Reach key,
      Reach consumer,
      Reach owner,
      Reach auditor,
      Reach tenant,
      Reach platform) {
    return new Row(true, nobody, key, consumer, owner, auditor, tenant, platform);
  }

  /// How far somebody comes in one capacity.
  public Reach of(Capacity capacity) {
    return switch (capacity) {
      case NOBODY -> row.nobody();
      case KEY -> row.key();
      case CONSUMER -> row.consumer();
      case TEAM_OWNER -> row.owner();
      case AUDITOR -> row.auditor();
      case TENANT_ADMIN -> row.tenant();
      case PLATFORM_ADMIN -> row.platform();
    };
  }

  /// How far somebody comes who calls in several.
  Reach of(Collection<Capacity> capacities) {
    return capacities.stream().map(this::of).max(Reach::compareTo).orElse(NONE);
  }

  /// Whether something is another afterwards.
  public boolean changes() {
    return row.changes();
  }

  /// Whether anybody may, also without a credential.
  public boolean open() {
    return of(Capacity.NOBODY) != NONE;
  }

  /// Whether it is nothing that anybody does for themselves.
  public boolean administers() {
    return of(Capacity.CONSUMER) == NONE;
  }

  /// What it is, for people.
  public String description() {
    return description;
  }

  /// Why somebody may not.
  String refusal(Collection<Capacity> capacities) {
    if (administers()) {
      return "admin privileges required";
    }
    return capacities.contains(Capacity.KEY)
        ? "API keys cannot manage credentials (expected: a user token)"
        : "auditors change nothing (expected: somebody who is not granted that role)";
  }
}
