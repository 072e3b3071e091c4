/// A client of the reference works here unchanged: its manifests, its commands, its requests.
@NullMarked
package io.maas.systemtests.dropin;

import org.jspecify.annotations.NullMarked;
