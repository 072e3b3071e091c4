/// Who somebody is, as a real Keycloak says it: its tokens, its logins, its rotation of keys, and
/// its being away.
@NullMarked
package io.maas.systemtests.identity;

import org.jspecify.annotations.NullMarked;
