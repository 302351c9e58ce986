/**
 * Paints still pictures of a field of view: trajectories coloured by saliency and marked by what they are, with a legend and a
 * scale bar.
 *
 * <p>Not here: the live page, which draws the same markers and colours itself.
 */
@NullMarked
package io.wanderscope.dashboard.picture;

import org.jspecify.annotations.NullMarked;
