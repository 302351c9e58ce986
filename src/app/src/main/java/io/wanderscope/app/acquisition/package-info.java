/**
 * Recordings on their way to the positions topic: read from a tracking file or simulated with known classes, named, put
 * in order, and published: frame by frame at the pace of a microscope, or track by track as fast as results come.
 *
 * <p>Not here: the readers of file formats, which are in {@code tracks}, and the diffusion models, which are in {@code
 * diffusion}.
 */
@NullMarked
package io.wanderscope.app.acquisition;

import org.jspecify.annotations.NullMarked;
