/// The API as its document says it, against a tool of others' that makes requests of documents.
@NullMarked
package io.maas.systemtests.api;

import org.jspecify.annotations.NullMarked;
