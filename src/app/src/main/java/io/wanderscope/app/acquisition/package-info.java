/**
 * Recordings on their way to the positions topic: read from a tracking file or simulated with known classes, named, put
 * in the order of their frames, and published at the pace of a microscope.
 *
 * <p>Not here: the readers of file formats, which are in {@code tracks}, and the diffusion models, which are in {@code
 * diffusion}.
 */
@NullMarked
package io.wanderscope.app.acquisition;

import org.jspecify.annotations.NullMarked;
