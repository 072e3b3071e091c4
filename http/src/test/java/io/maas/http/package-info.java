/// Tests of what all roles say over HTTP.
@NullMarked
package io.maas.http;

import org.jspecify.annotations.NullMarked;
