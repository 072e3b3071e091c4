/// Models of providers: their credentials, and where requests for them go.
@NullMarked
package io.maas.systemtests.provider;

import org.jspecify.annotations.NullMarked;
