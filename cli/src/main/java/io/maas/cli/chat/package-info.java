/// `maas chat`: a conversation with a model in the terminal, through the gateway as any client has
/// it.
@NullMarked
package io.maas.cli.chat;

import org.jspecify.annotations.NullMarked;
