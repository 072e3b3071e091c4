/// How lists of models are told: one shape for the gateway's `/v1/models` and for
/// `/maas-api/v1/models`; and Anthropic's, for clients of its dialect.
@NullMarked
package io.maas.protocol.models;

import org.jspecify.annotations.NullMarked;
