package io.maas.systemtests.architecture.violations.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The JDK and JSpecify: all that domain may see.
public record PlainFact(String name, Instant when, @Nullable Long tokens) {}
