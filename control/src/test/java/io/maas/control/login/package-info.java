@NullMarked
package io.maas.control.login;

import org.jspecify.annotations.NullMarked;
