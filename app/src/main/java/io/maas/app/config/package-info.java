/// How the process itself is configured: one file, environment variables and flags, in rising
/// precedence. One table ([Key]) names every key; flags, variables, the file's keys and the
/// reference page are made of it. Everything else that can be decided is a resource.
@NullMarked
package io.maas.app.config;

import org.jspecify.annotations.NullMarked;
