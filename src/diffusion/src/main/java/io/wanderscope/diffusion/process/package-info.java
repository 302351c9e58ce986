/**
 * The processes behind the eight models of anomalous diffusion, one class each. They draw the displacements of one
 * trajectory into plain arrays:
 *
 * <table>
 * <caption>Models and their processes</caption>
 * <tr><th>Model</th><th>Process</th></tr>
 * <tr><td>ATTM</td><td>{@link io.wanderscope.diffusion.process.AnnealedTransientTimeMotion}</td></tr>
 * <tr><td>CTRW</td><td>{@link io.wanderscope.diffusion.process.ContinuousTimeRandomWalk}</td></tr>
 * <tr><td>SUB_FBM, SUPER_FBM</td><td>{@link io.wanderscope.diffusion.process.FractionalBrownianMotion}</td></tr>
 * <tr><td>SUB_SBM, SUPER_SBM</td><td>{@link io.wanderscope.diffusion.process.ScaledBrownianMotion}</td></tr>
 * <tr><td>LEVY_WALK</td><td>{@link io.wanderscope.diffusion.process.LevyWalk}</td></tr>
 * <tr><td>BROWNIAN</td><td>{@link io.wanderscope.diffusion.process.BrownianMotion}</td></tr>
 * </table>
 *
 * <p>Motions outside the models have one class each, too: {@link io.wanderscope.diffusion.process.OrnsteinUhlenbeckProcess},
 * {@link io.wanderscope.diffusion.process.ReflectedBrownianMotion},
 * {@link io.wanderscope.diffusion.process.DriftingBrownianMotion} and
 * {@link io.wanderscope.diffusion.process.TwoStateBrownianMotion}. They have no exponent and draw positions.
 *
 * <p>Not here: the ranges of the anomalous exponent, rescaling and localisation noise, which the package above
 * adds. Nothing here depends on that package, and other modules use only that package.
 */
@NullMarked
package io.wanderscope.diffusion.process;

import org.jspecify.annotations.NullMarked;
