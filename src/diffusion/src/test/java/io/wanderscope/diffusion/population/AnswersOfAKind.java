package io.wanderscope.diffusion.population;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.MotionFamily;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.diffusion.population.TrackEvidence.ModelAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/**
 * Answers of a classifier that confuses kinds in a known way: it mistakes each for the next one, the more so the stronger the
 * localisation noise.
 */
final class AnswersOfAKind {
    private static final int POINTS = 12;

    private final SplittableRandom random;

    AnswersOfAKind(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** An answer about a track of a model. */
    ModelAnswer of(DiffusionModel model, double noise) {
        int models = DiffusionModel.values().length;
        return answer(model.classIndex(), (model.classIndex() + 1) % models, 0, noise);
    }

    /** An answer about a track of another family. */
    ModelAnswer of(MotionFamily family, double noise) {
        return answer(0, 1, family.familyIndex(), noise);
    }

    private ModelAnswer answer(int model, int next, int family, double noise) {
        double[] models = new double[DiffusionModel.values().length];
        for (int index = 0; index < models.length; index++) {
            models[index] = Math.exp(random.nextGaussian());
        }
        models[model] *= Math.exp(3 - noise);
        models[next] *= Math.exp(2);
        double[] families = new double[MotionFamily.values().length];
        for (int index = 0; index < families.length; index++) {
            families[index] = Math.exp(random.nextGaussian() / 2);
        }
        families[family] *= Math.exp(3);
        return new ModelAnswer(shares(models), shares(families), noise);
    }

    private static List<Double> shares(double[] weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        List<Double> shares = new ArrayList<>();
        for (double weight : weights) {
            shares.add(weight / sum);
        }
        return shares;
    }

    /** A track of twelve points. */
    static ObservedTrajectory track() {
        double[] along = new double[POINTS];
        for (int point = 0; point < POINTS; point++) {
            along[point] = point;
        }
        return ObservedTrajectory.complete(Trajectory.of(along, along));
    }

    /** What a track adds to the sums of its population. */
    static SufficientStatistics sums(ModelAnswer answer) {
        return new TrackEvidence(track(), OptionalDouble.empty(), Optional.of(answer)).statistics();
    }

    /** How this classifier confuses kinds, from so many simulations of each kind and recording. */
    ClassConfusion confusion(int simulations) {
        return confusion(simulations, track());
    }

    /** The same, all of them answers about one track. */
    ClassConfusion confusion(int simulations, ObservedTrajectory track) {
        ClassConfusion.Builder confusion = new ClassConfusion.Builder();
        for (int recording = 0; recording < ClassConfusion.RECORDINGS.size(); recording++) {
            double noise = ClassConfusion.RECORDINGS.get(recording).noise();
            for (int simulation = 0; simulation < simulations; simulation++) {
                for (DiffusionModel model : DiffusionModel.values()) {
                    confusion.add(model, recording, track, of(model, noise));
                }
                for (MotionFamily family : MotionFamily.values()) {
                    if (family != MotionFamily.DIFFUSION_MODEL) {
                        confusion.add(family, recording, track, of(family, noise));
                    }
                }
            }
        }
        return confusion.build();
    }
}
