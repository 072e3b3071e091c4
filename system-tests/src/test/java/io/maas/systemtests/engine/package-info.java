/// A real engine, which nobody here wrote, behind the gateway: llama.cpp with a small model.
@NullMarked
package io.maas.systemtests.engine;

import org.jspecify.annotations.NullMarked;
