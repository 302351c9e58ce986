package io.wanderscope.trainer.evaluation;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.MotionFamily;
import io.wanderscope.inference.Classification;
import io.wanderscope.inference.Verdict;
import java.util.Set;

/**
 * What a classifier says of a trajectory.
 *
 * @param predicted the most probable of the eight models
 * @param probability probability of {@code predicted} given that it is one of the eight, 0 to 1
 * @param confidence probability of {@code predicted}, 0 to 1
 * @param classSet the models that hold the right one in 90 % of the cases, if it is one of the eight
 * @param family the most probable family
 * @param familyProbability its probability, 0 to 1
 * @param unfamiliar whether the trajectory is unlike those of training
 * @param alpha estimated anomalous exponent
 * @param alphaSd predicted standard deviation of {@code alpha}
 */
public record Answer(
        DiffusionModel predicted,
        double probability,
        double confidence,
        Set<DiffusionModel> classSet,
        MotionFamily family,
        double familyProbability,
        boolean unfamiliar,
        double alpha,
        double alphaSd) {
    /** The minimum confidence of a label that the stream's {@code confidence.minimum} has by default. */
    public static final double DEFAULT_MINIMUM = Verdict.DEFAULT_MINIMUM;

    /** Copies the set. */
    public Answer {
        classSet = Set.copyOf(classSet);
    }

    static Answer of(Classification classification) {
        return new Answer(
                classification.mostProbable(),
                classification.probability(classification.mostProbable()),
                classification.confidence(),
                classification.classSet(),
                classification.mostProbableFamily(),
                classification.familyProbability(classification.mostProbableFamily()),
                classification.isUnfamiliar(),
                classification.alpha(),
                classification.alphaSd());
    }

    /** Whether it says that the trajectory follows none of the eight models, or is unlike those of training. */
    public boolean isNoneOfTheModels() {
        return family != MotionFamily.DIFFUSION_MODEL || unfamiliar;
    }

    /** Whether the trajectory gets a label, as the stream decides it. */
    public boolean isLabelled(double minimumConfidence) {
        return verdict(minimumConfidence) == Verdict.LABELLED;
    }

    /** The label, or the reason why there is none, as the stream calls it. */
    public String outcome(double minimumConfidence) {
        Verdict verdict = verdict(minimumConfidence);
        return verdict == Verdict.LABELLED ? predicted.name() : verdict.name();
    }

    private Verdict verdict(double minimumConfidence) {
        return Verdict.of(family, unfamiliar, confidence, minimumConfidence);
    }
}
