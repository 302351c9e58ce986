/**
 * The exact likelihood of a trajectory under the five Gaussian models: for labels in training ({@code data}) and for the best
 * possible accuracy ({@code limit}). {@code BestClassifier} decides by the
 * likelihoods of {@code Hypothesis}, which come from factored covariance matrices of the displacements.
 *
 * <p>What is not here: the simulation ({@code io.wanderscope.diffusion}).
 */
@NullMarked
package io.wanderscope.trainer.likelihood;

import org.jspecify.annotations.NullMarked;
