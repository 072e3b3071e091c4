package io.maas.systemtests.architecture.violations.gateway.upstream;

import io.netty.buffer.ByteBuf;

/// May know the HTTP engine.
public record Upstream(ByteBuf bytes) {}
