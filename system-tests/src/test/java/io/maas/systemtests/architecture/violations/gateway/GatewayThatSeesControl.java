package io.maas.systemtests.architecture.violations.gateway;

import io.maas.systemtests.architecture.violations.control.Control;

/// A role that sees another.
public record GatewayThatSeesControl(Control control) {}
