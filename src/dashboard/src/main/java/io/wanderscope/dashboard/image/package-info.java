/**
 * Images of the field of view that clients send, to be shown below the paths: decoded within limits, and kept in memory for a few
 * acquisitions.
 *
 * <p>Not here: how they are sent, which {@code http} knows, and the pictures that {@code picture} paints of paths.
 */
@NullMarked
package io.wanderscope.dashboard.image;

import org.jspecify.annotations.NullMarked;
