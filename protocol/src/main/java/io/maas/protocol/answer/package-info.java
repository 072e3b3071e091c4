/// What an answer told about itself, whatever dialect it came in.
@NullMarked
package io.maas.protocol.answer;

import org.jspecify.annotations.NullMarked;
