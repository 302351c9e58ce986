/**
 * What many tracks say together: which diffusion coefficients and classes of motion a population has, and with which exponent
 * it spreads. A track enters as {@link io.wanderscope.diffusion.population.SufficientStatistics}, which are added up; the
 * estimates follow from the sum alone. So they do not depend on the order of the tracks, nor on who added which of them, and
 * need constant memory however many there are.
 *
 * <p>Other modules use this package as they do the one above: single tracks and populations of them are different matters.
 *
 * <p>Not here: the model's confusion, which its file tells ({@code inference}), and the acquisitions and time windows whose
 * sums are kept ({@code streaming}).
 */
@NullMarked
package io.wanderscope.diffusion.population;

import org.jspecify.annotations.NullMarked;
