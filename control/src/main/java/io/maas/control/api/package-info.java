/// What a route says of itself, so that the document of the API is generated and never written: its
/// name, what it takes, and what it answers. Shapes of answers are read off the records that are
/// written; shapes of bodies that are read field by field are said here, and held against the code
/// by tests.
@NullMarked
package io.maas.control.api;

import org.jspecify.annotations.NullMarked;
