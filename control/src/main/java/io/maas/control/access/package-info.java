/// Who may do what, and how far that reaches: one table, and the one place that asks it.
@NullMarked
package io.maas.control.access;

import org.jspecify.annotations.NullMarked;
