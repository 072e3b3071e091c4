package io.maas.systemtests.architecture.violations.control;

import picocli.CommandLine;

/// The command line outside cli.
public record ControlWithACommandLine(CommandLine commands) {}
