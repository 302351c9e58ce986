/**
 * What a person asks about one track beyond what the topics say, with a model of the dashboard's own: which parts of the track led to
 * its answer, by occlusion. One track at a time, bounded in time and memory.
 *
 * <p>Not here: labels. A track keeps the answer that the stream gave it.
 */
@NullMarked
package io.wanderscope.dashboard.explanation;

import org.jspecify.annotations.NullMarked;
