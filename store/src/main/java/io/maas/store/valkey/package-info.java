/// The counters of several gateways: in Valkey or Redis, one round trip a decision.
///
/// All counters that one request stands under live in one `Bucket`, whose name is their hash tag,
/// so that one script on one server decides over all of them. What a script answers is an `Answer`.
/// A `ServerLink` is a connection that has said which server it is, and never mends itself: a new
/// connection may lead to a server that has forgotten something, and is asked first. Which life of
/// the counters is counted in, the `Agreement` knows.
@NullMarked
package io.maas.store.valkey;

import org.jspecify.annotations.NullMarked;
