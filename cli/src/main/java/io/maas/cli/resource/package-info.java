/// Resources on the command line: apply, get and delete what an administrator declares. Control
/// merges, validates and stores; here documents are only read and shown.
@NullMarked
package io.maas.cli.resource;

import org.jspecify.annotations.NullMarked;
