package io.maas.control;

import io.maas.domain.access.Memberships;
import io.maas.domain.access.PasswordHash;
import io.maas.domain.access.Passwords;
import io.maas.domain.access.Sessions;
import io.maas.domain.access.SignIn;
import io.maas.domain.access.SignInAttempts;

/// What signing in stands on.
///
/// @param passwords of local users
/// @param hash how these are kept
/// @param sessions of browsers
/// @param issuers where others sign in
/// @param attempts to sign in that were in vain
/// @param memberships which groups people are in
public record LoginPorts(
    Passwords passwords,
    PasswordHash hash,
    Sessions sessions,
    SignIn issuers,
    SignInAttempts attempts,
    Memberships memberships) {}
