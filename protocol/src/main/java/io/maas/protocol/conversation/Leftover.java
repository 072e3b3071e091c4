package io.maas.protocol.conversation;

import com.fasterxml.jackson.databind.JsonNode;

/// A field of the client's dialect that has no word here. A writer of the same family may know it;
/// any other tells that it dropped it.
///
/// @param name its path in the client's body
public record Leftover(String name, JsonNode value) {}
