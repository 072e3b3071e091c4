/// Tokens of OpenID Connect issuers: which issuer's a token is, whether that issuer signed it for
/// us, and who it says that its bearer is. Nothing here asks the network but through
/// [io.maas.identity.oidc.Documents], and a token of an issuer whose keys are known costs no
/// question.
@NullMarked
package io.maas.identity.oidc;

import org.jspecify.annotations.NullMarked;
