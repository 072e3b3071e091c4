/// What the documents say, held against the project: links lead somewhere, tests that are named
/// exist, versions are those of the build.
@NullMarked
package io.maas.systemtests.docs;

import org.jspecify.annotations.NullMarked;
