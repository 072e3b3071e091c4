/// How control is spoken to: one small client, whose every outcome but a broken line is a value.
@NullMarked
package io.maas.cli.http;

import org.jspecify.annotations.NullMarked;
