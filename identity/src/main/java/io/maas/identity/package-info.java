/// Who shows a token: one that this installation made itself, one of an issuer that the tenant
/// believes, or one of a cluster. All of it stands behind [io.maas.domain.access.Identities].
@NullMarked
package io.maas.identity;

import org.jspecify.annotations.NullMarked;
