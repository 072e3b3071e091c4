/// Users and groups over HTTP.
@NullMarked
package io.maas.control.user;

import org.jspecify.annotations.NullMarked;
