/// Lists of models over HTTP.
@NullMarked
package io.maas.control.model;

import org.jspecify.annotations.NullMarked;
