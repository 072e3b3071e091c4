/// Who calls, and what that caller may use: credentials, principals, subscriptions, policies,
/// refusals.
@NullMarked
package io.maas.domain.access;

import org.jspecify.annotations.NullMarked;
