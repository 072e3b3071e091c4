/// Asking for subscriptions: users ask, approvers answer, and what is approved is a grant until it
/// ends.
@NullMarked
package io.maas.control.request;

import org.jspecify.annotations.NullMarked;
