package io.maas.systemtests.architecture.violations.cli;

import java.net.http.HttpClient;
import picocli.CommandLine;

/// May know the command line, and speak HTTP.
public record Command(HttpClient client, CommandLine commands) {}
