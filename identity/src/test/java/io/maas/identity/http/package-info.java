@NullMarked
package io.maas.identity.http;

import org.jspecify.annotations.NullMarked;
