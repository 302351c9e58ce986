package io.wanderscope.trainer.data;

import io.wanderscope.diffusion.Camera;
import io.wanderscope.diffusion.OtherMotion;
import io.wanderscope.trainer.configuration.FamilyConfiguration;
import io.wanderscope.trainer.configuration.Range;
import org.apache.commons.rng.UniformRandomProvider;

/** Draws motions outside the eight models, and the defects of artefacts, as a configuration has them. */
final class OtherMotionDraws {
    private final FamilyConfiguration families;
    private final UniformRandomProvider uniform;

    OtherMotionDraws(FamilyConfiguration families, UniformRandomProvider uniform) {
        this.families = families;
        this.uniform = uniform;
    }

    /** A trap or, as often, a disc. */
    OtherMotion confinement() {
        return chance(0.5)
                ? new OtherMotion.HarmonicTrap(logUniform(families.trapTimes()))
                : new OtherMotion.ReflectingDisc(logUniform(families.discRadii()));
    }

    /** A drift, some of them turning. */
    OtherMotion drift() {
        double turning = chance(families.turningShare()) ? families.maximumTurning() * uniform.nextDouble() : 0;
        return new OtherMotion.Drift(logUniform(families.driftSpeeds()), chance(0.5) ? turning : -turning);
    }

    /** Switching motion that a track of so many points can show. */
    OtherMotion switching(int points) {
        double slow = chance(families.bindingShare()) ? 0 : 1 / logUniform(families.diffusivityRatios());
        double longest = Math.min(families.dwellTimes().maximum(), points / 2.0);
        Range dwell = new Range(Math.min(families.dwellTimes().minimum(), longest), longest);
        return new OtherMotion.Switching(slow, logUniform(dwell), logUniform(dwell));
    }

    /** The camera with a coarse grid or, as often, with a wrong link. */
    Camera faulty(Camera camera) {
        return chance(0.5)
                ? camera.withGrid(families.artefactGrids().linear(uniform.nextDouble()))
                : camera.withWrongLink(families.wrongLinks().linear(uniform.nextDouble()));
    }

    private double logUniform(Range range) {
        return range.logarithmic(uniform.nextDouble());
    }

    private boolean chance(double share) {
        return uniform.nextDouble() < share;
    }
}
