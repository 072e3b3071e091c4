/// What the caller may use, did use and has left: models, subscriptions, usage, quota, and who the
/// caller is.
@NullMarked
package io.maas.cli.usage;

import org.jspecify.annotations.NullMarked;
