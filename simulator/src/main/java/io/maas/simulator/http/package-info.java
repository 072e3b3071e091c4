/// The simulator's HTTP surface: which path goes where, and how an exchange with a client begins,
/// goes on and ends. Everything here runs on one event loop, except the reading of long prompts.
@NullMarked
package io.maas.simulator.http;

import org.jspecify.annotations.NullMarked;
