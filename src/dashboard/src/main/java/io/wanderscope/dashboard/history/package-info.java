/**
 * What the topics still hold of acquisitions that memory no longer has: an index of which part of which partition holds which
 * time of which acquisition, and moments that are read from there on demand.
 *
 * <p>Not here: the recent past, which {@code live} keeps, and how a moment is sent.
 */
@NullMarked
package io.wanderscope.dashboard.history;

import org.jspecify.annotations.NullMarked;
