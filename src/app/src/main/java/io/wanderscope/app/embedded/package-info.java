/**
 * Runs that need no cluster: a broker inside this process takes the positions of recordings or of a simulated
 * microscope through the real topics and the real topology.
 *
 * <p>Not here: the broker and the running stream, which are in the module {@code cluster}, and the options of {@code
 * classify} and {@code demo}, which are in {@code command}.
 */
@NullMarked
package io.wanderscope.app.embedded;

import org.jspecify.annotations.NullMarked;
