package io.wanderscope.diffusion;

import io.wanderscope.diffusion.process.DriftingBrownianMotion;
import io.wanderscope.diffusion.process.OrnsteinUhlenbeckProcess;
import io.wanderscope.diffusion.process.ReflectedBrownianMotion;
import io.wanderscope.diffusion.process.TwoStateBrownianMotion;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;

/** Draws the paths of motions that are none of the eight models. Not thread-safe. */
final class OtherMotionSimulator {
    private final OrnsteinUhlenbeckProcess trapped;
    private final ReflectedBrownianMotion reflected;
    private final DriftingBrownianMotion drifting;
    private final TwoStateBrownianMotion switching;

    OtherMotionSimulator(UniformRandomProvider uniform, ContinuousSampler gaussian) {
        this.trapped = new OrnsteinUhlenbeckProcess(gaussian);
        this.reflected = new ReflectedBrownianMotion(uniform, gaussian);
        this.drifting = new DriftingBrownianMotion(gaussian);
        this.switching = new TwoStateBrownianMotion(uniform, gaussian);
    }

    /**
     * Draws a path.
     *
     * @param x receives the horizontal coordinates, {@code sampling.substeps()} per frame interval and zero before
     * @param y receives the vertical coordinates; as long as {@code x}
     */
    void draw(OtherMotion motion, Sampling sampling, double[] x, double[] y) {
        int substeps = sampling.substeps();
        if (motion instanceof OtherMotion.HarmonicTrap trap) {
            trapped.path(trap.relaxationTime(), substeps, x, y);
        } else if (motion instanceof OtherMotion.ReflectingDisc disc) {
            reflected.path(disc.radius(), substeps, x, y);
        } else if (motion instanceof OtherMotion.Drift drift) {
            drifting.path(drift.speed(), drift.turning(), substeps, x, y);
        } else if (motion instanceof OtherMotion.Switching states) {
            switching.path(
                    states.slowDiffusivity(),
                    states.fastDwell(),
                    states.slowDwell(),
                    sampling.points() - 1,
                    substeps,
                    x,
                    y);
        }
    }
}
