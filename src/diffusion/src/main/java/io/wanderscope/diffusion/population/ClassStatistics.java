package io.wanderscope.diffusion.population;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.ImagingConditions;
import io.wanderscope.diffusion.MotionFamily;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.population.ClassConfusion.Lengths;
import io.wanderscope.diffusion.population.TrackEvidence.ModelAnswer;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Counts of tracks by what the model says of them. A track falls into one cell: by its number of observed points, whether its
 * imaging conditions are known, the most probable kind of motion, the second most probable one, and by how much the first leads.
 * A kind is one of the eight models or another family. The answers of a model that knows only one of the two conditions have
 * another distribution, which is not simulated, so those tracks do not count.
 */
final class ClassStatistics {
    static final int MODELS = DiffusionModel.values().length;

    /** The models by class index, then the other families by family index. */
    static final int KINDS = MODELS + MotionFamily.values().length - 1;

    /** Most observed points of the tracks of a bin; the last bin has longer ones. */
    private static final int[] LONGEST = {6, 9, 14, 20, 30, 50, 100, 250};

    /** Where a new bin of the natural logarithm of the ratio of the two largest probabilities begins. */
    private static final double[] LEADS = {0.5, 1, 2};

    /** Cells of a group. */
    static final int ANSWERS = KINDS * KINDS * (LEADS.length + 1);

    /** Sets of cells that are told apart by something else than the answer: each has its own distribution of answers. */
    static final int GROUPS = 2 * (LONGEST.length + 1);

    static final int CELLS = GROUPS * ANSWERS;

    /** Keeps the ratio of two probabilities finite. */
    private static final double LEAST = 1e-7;

    private ClassStatistics() {}

    /** Adds a track, unless the model failed on it or knew only one of its imaging conditions. */
    static void add(ObservedTrajectory track, ModelAnswer answer, SufficientStatistics.Builder sums) {
        if (isFinite(answer) && !isHalfKnown(track.imaging())) {
            sums.add(Sections.CLASSES + cell(track, answer), 1);
        }
    }

    private static boolean isHalfKnown(ImagingConditions imaging) {
        return imaging.localisationNoise().isPresent() != imaging.exposure().isPresent();
    }

    private static boolean isFinite(ModelAnswer answer) {
        return answer.models().stream().allMatch(Double::isFinite)
                && answer.families().stream().allMatch(Double::isFinite);
    }

    /** The cell of a track, 0 to {@link #CELLS} - 1. */
    static int cell(ObservedTrajectory track, ModelAnswer answer) {
        double[] kinds = kinds(answer);
        int first = largest(kinds, -1);
        int second = largest(kinds, first);
        double lead = Math.log(Math.max(kinds[first], LEAST) / Math.max(kinds[second], LEAST));
        int code = (first * KINDS + second) * (LEADS.length + 1) + bin(LEADS, lead);
        return group(track) * ANSWERS + code;
    }

    /** The bins of the number of observed points, ascending. */
    static List<Lengths> lengths() {
        return IntStream.rangeClosed(0, LONGEST.length)
                .mapToObj(bin -> new Lengths(
                        bin == 0 ? 1 : LONGEST[bin - 1] + 1, bin == LONGEST.length ? Integer.MAX_VALUE : LONGEST[bin]))
                .toList();
    }

    /** The group of a cell, 0 to {@link #GROUPS} - 1. */
    static int group(int cell) {
        return cell / ANSWERS;
    }

    /** The group of a track, 0 to {@link #GROUPS} - 1. */
    private static int group(ObservedTrajectory track) {
        int bin = 0;
        while (bin < LONGEST.length && track.observedPoints() > LONGEST[bin]) {
            bin++;
        }
        return bin + (track.imaging().equals(ImagingConditions.UNKNOWN) ? 0 : LONGEST.length + 1);
    }

    private static double[] kinds(ModelAnswer answer) {
        double[] kinds = new double[KINDS];
        for (int model = 0; model < MODELS; model++) {
            kinds[model] =
                    answer.models().get(model) * answer.families().get(MotionFamily.DIFFUSION_MODEL.familyIndex());
        }
        for (MotionFamily family : MotionFamily.values()) {
            if (family != MotionFamily.DIFFUSION_MODEL) {
                kinds[kind(family)] = answer.families().get(family.familyIndex());
            }
        }
        return kinds;
    }

    /** The kind of a family that is not that of the models. */
    static int kind(MotionFamily family) {
        return MODELS + family.familyIndex() - 1;
    }

    private static int largest(double[] values, int except) {
        int largest = except == 0 ? 1 : 0;
        for (int index = largest + 1; index < values.length; index++) {
            if (index != except && values[index] > values[largest]) {
                largest = index;
            }
        }
        return largest;
    }

    private static int bin(double[] edges, double value) {
        int bin = 0;
        while (bin < edges.length && value >= edges[bin]) {
            bin++;
        }
        return bin;
    }
}
