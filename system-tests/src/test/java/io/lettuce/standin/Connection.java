package io.lettuce.standin;

/// Some type of a client of Redis.
public record Connection() {}
