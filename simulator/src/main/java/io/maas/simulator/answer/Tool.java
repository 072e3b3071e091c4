package io.maas.simulator.answer;

import com.fasterxml.jackson.databind.JsonNode;

/// A tool that the client offers: its name and the JSON schema of its arguments.
public record Tool(String name, JsonNode parameters) {}
