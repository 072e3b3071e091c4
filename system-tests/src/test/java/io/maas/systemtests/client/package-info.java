/// The official SDKs as people use them, against the program as a process of its own. What a client
/// makes of an answer (its types, its exceptions, its own retries) is asserted, not the bytes.
@NullMarked
package io.maas.systemtests.client;

import org.jspecify.annotations.NullMarked;
