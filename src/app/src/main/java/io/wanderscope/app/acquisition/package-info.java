/**
 * Recordings on their way into the positions topic: named, put into the order of their frames, and published as a
 * microscope would; from a tracking file or simulated with known classes.
 *
 * <p>What is not here: reading tracking files ({@code tracks}) and the diffusion models ({@code diffusion}).
 */
package io.wanderscope.app.acquisition;
