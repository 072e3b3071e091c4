@NullMarked
package io.maas.http.egress;

import org.jspecify.annotations.NullMarked;
