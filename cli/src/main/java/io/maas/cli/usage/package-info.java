/// What the caller may use and did use: models, subscriptions, usage, and who the caller is.
@NullMarked
package io.maas.cli.usage;

import org.jspecify.annotations.NullMarked;
