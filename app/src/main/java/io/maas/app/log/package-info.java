/// How the program logs to the console: one line an event, keys and values as they were given,
/// nothing that could pass for another line.
@NullMarked
package io.maas.app.log;

import org.jspecify.annotations.NullMarked;
