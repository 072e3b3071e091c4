/// What every endpoint gets and gives: a [io.maas.control.call.Call], and a
/// [io.maas.control.call.Reply]. Nothing here knows HTTP's engine; endpoints are plain functions
/// that may block.
@NullMarked
package io.maas.control.call;

import org.jspecify.annotations.NullMarked;
