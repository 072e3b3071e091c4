/// What is done without being asked, and by exactly one of those who could.
@NullMarked
package io.maas.domain.job;

import org.jspecify.annotations.NullMarked;
