package io.maas.domain.expiry;

import java.time.Duration;
import java.time.Instant;

/// Says that a key ends soon.
///
/// @param tenant whose
/// @param user its owner
/// @param keyId the key's UUID
/// @param keyName the owner's name for it
/// @param expiresAt when it ends
/// @param within so long before that or less this was said
/// @param raisedAt when it was said
public record ExpiryNotice(
    String tenant,
    String user,
    String keyId,
    String keyName,
    Instant expiresAt,
    Duration within,
    Instant raisedAt) {}
