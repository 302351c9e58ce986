package io.wanderscope.trainer.evaluation;

import io.wanderscope.diffusion.ClassPriors;
import io.wanderscope.diffusion.ImagingConditions;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.inference.Classification;
import io.wanderscope.trainer.data.LabelledTrajectory;
import io.wanderscope.trainer.data.ReferenceGaps;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * How a simulated trajectory reaches the classifier, and what is made of its answer.
 *
 * @param suffix what to add to the name of a test, for reports
 * @param recording what the classifier sees of a trajectory
 * @param reading what the user makes of a classification
 */
record Variant(
        String suffix,
        Function<LabelledTrajectory, ObservedTrajectory> recording,
        UnaryOperator<Classification> reading) {
    /** As it was simulated. */
    static final Variant PLAIN = recorded("", LabelledTrajectory::observed);

    /** With the true localisation noise, and the instantaneous exposure of the paper's protocol. */
    static final Variant IMAGING_KNOWN =
            recorded(", imaging known", each -> each.observed().withImaging(ImagingConditions.of(each.noise(), 0)));

    /** Cut to its first points, as many as it has without a fifth of its frames. */
    static final Variant FEWER_POINTS = recorded(", as many points as observed frames", Variant::fewerPoints);

    /** With an instantaneous exposure and a localisation noise that is wrong by a factor. */
    static Variant noiseWrongBy(double factor) {
        return recorded(
                ", noise told × " + factor,
                each -> each.observed().withImaging(ImagingConditions.of(factor * each.noise(), 0)));
    }

    /** With the knowledge that the camera collects light all the time. */
    static final Variant FULL_EXPOSURE_KNOWN = recorded(
            ", exposure known",
            each -> each.observed().withImaging(new ImagingConditions(OptionalDouble.empty(), OptionalDouble.of(1))));

    /** Without a fifth of the frames, which straight lines fill. */
    static Variant withGaps(long seed) {
        ReferenceGaps gaps = new ReferenceGaps(seed);
        return recorded(", a fifth of the frames missing", each -> gaps.cut(each.trajectory()));
    }

    private static ObservedTrajectory fewerPoints(LabelledTrajectory each) {
        Trajectory path = each.trajectory();
        int points = ReferenceGaps.observedFrames(path.size());
        return ObservedTrajectory.complete(Trajectory.of(
                IntStream.range(0, points).mapToDouble(path::x).toArray(),
                IntStream.range(0, points).mapToDouble(path::y).toArray()));
    }

    /** With prior probabilities of the classes. */
    static Variant withPriors(ClassPriors priors) {
        return new Variant(", priors " + priors, LabelledTrajectory::observed, each -> each.withPriors(priors));
    }

    private static Variant recorded(String suffix, Function<LabelledTrajectory, ObservedTrajectory> recording) {
        return new Variant(suffix, recording, classification -> classification);
    }
}
