/** Prints how much of each module the tests ran, at the end of the build; no part of the program. */
package io.wanderscope.coverage;
