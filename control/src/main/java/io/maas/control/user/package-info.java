/// Local users, their groups and their tokens, for installations without an identity provider.
@NullMarked
package io.maas.control.user;

import org.jspecify.annotations.NullMarked;
