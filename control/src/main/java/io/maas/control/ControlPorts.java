package io.maas.control;

import io.maas.control.job.JobRunner;
import io.maas.domain.access.AccessRequests;
import io.maas.domain.access.ApiKeys;
import io.maas.domain.access.Identities;
import io.maas.domain.access.Users;
import io.maas.domain.audit.AuditLog;
import io.maas.domain.catalog.Snapshots;
import io.maas.domain.expiry.ExpiryNotices;
import io.maas.domain.ledger.Bookkeeping;
import io.maas.domain.metering.Epochs;
import io.maas.domain.metering.Ledger;
import io.maas.domain.metering.Quota;
import io.maas.domain.resource.Resources;
import io.maas.domain.secret.SecretStore;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What the control plane stands on.
///
/// @param random must be fit for secrets
/// @param jobs what is done without being asked
/// @param quota the counters behind the limits; null where only the gateways' processes have them
/// @param login what signing in stands on
public record ControlPorts(
    ApiKeys keys,
    Users users,
    Resources resources,
    Ledger ledger,
    Bookkeeping bookkeeping,
    Epochs epochs,
    Identities identities,
    Snapshots snapshots,
    InstantSource clock,
    RandomGenerator random,
    @Nullable Quota quota,
    AuditLog audit,
    SecretStore secrets,
    JobRunner jobs,
    ExpiryNotices expiryNotices,
    LoginPorts login,
    AccessRequests accessRequests) {

  /// The same with another ledger.
  public ControlPorts writingTo(Ledger other) {
    return with(other, quota, audit, login);
  }

  /// The same with another way of signing in.
  public ControlPorts signingIn(LoginPorts other) {
    return with(ledger, quota, audit, other);
  }

  /// The same with other counters.
  public ControlPorts counting(@Nullable Quota other) {
    return with(ledger, other, audit, login);
  }

  /// The same with another audit log.
  public ControlPorts auditing(AuditLog other) {
    return with(ledger, quota, other, login);
  }

  private ControlPorts with(
      Ledger writes, @Nullable Quota counts, AuditLog tells, LoginPorts signsIn) {
    return new ControlPorts(
        keys,
        users,
        resources,
        writes,
        bookkeeping,
        epochs,
        identities,
        snapshots,
        clock,
        random,
        counts,
        tells,
        secrets,
        jobs,
        expiryNotices,
        signsIn,
        accessRequests);
  }
}
