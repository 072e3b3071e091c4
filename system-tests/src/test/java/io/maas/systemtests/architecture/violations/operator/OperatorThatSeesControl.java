package io.maas.systemtests.architecture.violations.operator;

import io.maas.systemtests.architecture.violations.control.Control;

/// A role that sees another.
public record OperatorThatSeesControl(Control control) {}
