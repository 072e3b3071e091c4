package io.maas.systemtests.architecture.violations.protocol;

import io.maas.systemtests.architecture.violations.http.Listener;
import java.sql.Blob;

/// Protocol that knows who carries it, and where it is kept.
public record DialectOnTheWire(Listener listener, Blob bytes) {}
