/// The scripts that start, build and test maas, run as they are on machines that are made up: a
/// folder with JDKs that are scripts, a Maven that cannot fetch.
@NullMarked
package io.maas.systemtests.launcher;

import org.jspecify.annotations.NullMarked;
