package io.maas.http.egress;

import io.vertx.core.net.TrustOptions;
import org.jspecify.annotations.Nullable;

/// Which ways lead out of this process to engines and providers.
///
/// @param allowLoopback whether one may be on this machine
/// @param trust the authorities that certificates are checked against; null for the system's
/// @param proxy what stands before the outside; null for nothing
public record Egress(
    boolean allowLoopback, @Nullable TrustOptions trust, @Nullable OutboundProxy proxy) {

  /// To other machines, as the system knows them.
  public static final Egress GUARDED = new Egress(false, null, null);

  /// To this machine too.
  public static final Egress WITH_LOOPBACK = new Egress(true, null, null);
}
