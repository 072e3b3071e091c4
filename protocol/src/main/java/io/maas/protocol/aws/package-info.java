/// What AWS asks of any request to it, whichever service it is for: a signature, and answers in
/// frames of its own.
@NullMarked
package io.maas.protocol.aws;

import org.jspecify.annotations.NullMarked;
