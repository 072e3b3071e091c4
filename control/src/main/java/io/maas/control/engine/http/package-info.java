/// How engines are asked whether they answer.
@NullMarked
package io.maas.control.engine.http;

import org.jspecify.annotations.NullMarked;
