/// How answers look: tables for people, JSON and YAML for programs.
@NullMarked
package io.maas.cli.output;

import org.jspecify.annotations.NullMarked;
