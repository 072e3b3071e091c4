/// What an API says of itself, held against what it does.
@NullMarked
package io.maas.testkit.api;

import org.jspecify.annotations.NullMarked;
