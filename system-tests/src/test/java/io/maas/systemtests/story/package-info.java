/// The story that the project was asked for by: ten rapid requests, a limit, a group with a higher
/// one.
@NullMarked
package io.maas.systemtests.story;

import org.jspecify.annotations.NullMarked;
