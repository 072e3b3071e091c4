/// The command line as a program of its own, in one file: [Main][io.maas.cli.start.Main] runs it,
/// and [Rehearsal][io.maas.cli.start.Rehearsal] shows the JVM what commands need, so that it starts
/// them sooner. Here the system is asked for the time; commands are given it.
@NullMarked
package io.maas.cli.start;

import org.jspecify.annotations.NullMarked;
