/// `maas subscription`: asking for subscriptions, and answering who asks.
@NullMarked
package io.maas.cli.subscription;

import org.jspecify.annotations.NullMarked;
