/// The audit log: that every act is written down before it is done and before it is answered for,
/// and how the log is read.
@NullMarked
package io.maas.control.audit;

import org.jspecify.annotations.NullMarked;
