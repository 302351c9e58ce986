/**
 * Still pictures of a field of view: trajectories coloured by saliency, marked by class.
 *
 * <p>What is not here: the live page, which draws the same markers and colours by itself.
 */
package io.wanderscope.dashboard.picture;
