/**
 * A simulated camera with a spot detector that misses particles and sees some that are not there, and how well its
 * localisations are linked, which can be said because the particles are known.
 *
 * <p>Not here: the linker itself, which is in the module {@code linking} and runs in the topology, and the particles, which
 * are those of {@code acquisition}.
 */
@NullMarked
package io.wanderscope.app.camera;

import org.jspecify.annotations.NullMarked;
