/// The story that maas is for, played against a running demo: a newcomer of the free tier runs into
/// its limits, joins a group with more, and in the end every token is accounted for.
@NullMarked
package io.maas.cli.demo;

import org.jspecify.annotations.NullMarked;
