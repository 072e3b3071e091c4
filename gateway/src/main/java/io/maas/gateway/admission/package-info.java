/// What a request may take, said so that the quota can decide.
@NullMarked
package io.maas.gateway.admission;

import org.jspecify.annotations.NullMarked;
