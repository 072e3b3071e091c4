/// How a program proves to Google who it is.
@NullMarked
package io.maas.protocol.google;

import org.jspecify.annotations.NullMarked;
