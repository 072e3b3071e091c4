/// Amazon Bedrock's Converse and ConverseStream, as an upstream.
///
/// The model stands in the path and not in the body, turns alternate, blank text is an error, and
/// what Converse has no word for goes to each family of models under a name of its own. A stream is
/// frames of [io.maas.protocol.aws.EventStreamFrames], and tells the usage after the model stopped.
/// The shapes are those of the service's published model (API version 2023-09-30).
@NullMarked
package io.maas.protocol.bedrock;

import org.jspecify.annotations.NullMarked;
