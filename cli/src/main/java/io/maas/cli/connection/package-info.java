/// Where control is and who asks. Flags win over the environment, which wins over what a demo on
/// this machine wrote down for its users.
@NullMarked
package io.maas.cli.connection;

import org.jspecify.annotations.NullMarked;
