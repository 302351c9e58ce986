package io.wanderscope.trainer.evaluation;

import io.wanderscope.diffusion.DiffusionModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The results of a classifier on a test set, on part of one, or on several pooled.
 *
 * @param name name of the test, for reports
 * @param predictions one for each trajectory
 */
public record Evaluation(String name, List<Prediction> predictions) {
    private static final int CALIBRATION_BINS = 15;

    /** Copies the list. */
    public Evaluation {
        predictions = List.copyOf(predictions);
    }

    /** Pools the trajectories of several evaluations. */
    public static Evaluation pooled(String name, List<Evaluation> evaluations) {
        return new Evaluation(
                name,
                evaluations.stream()
                        .flatMap(each -> each.predictions().stream())
                        .toList());
    }

    /** The trajectories that satisfy a condition. */
    public Evaluation where(String partName, Predicate<Prediction> condition) {
        return new Evaluation(partName, predictions.stream().filter(condition).toList());
    }

    /** Share of the trajectories whose most probable class is the true one, 0 to 1; NaN if there are none. */
    public double accuracy() {
        return share(Prediction::isCorrect).value();
    }

    /** Share of the trajectories that satisfy a condition; NaN if there are none. */
    public Share share(Predicate<Prediction> condition) {
        return Share.of(predictions.stream().filter(condition).count(), predictions.size());
    }

    /** Share of the trajectories that the classifier takes for none of the eight models, or finds unfamiliar. */
    public Share noneOfTheModels() {
        return share(each -> each.answer().isNoneOfTheModels());
    }

    /** Share of the trajectories that get a wrong label with a confidence above a bound. */
    public Share wrongAbove(double confidence) {
        return share(each -> each.answer().isLabelled(Math.nextUp(confidence)) && !each.isCorrect());
    }

    /** Share of the trajectories whose true class is in the set that should hold it in 90 % of the cases. */
    public Share classSetCoverage() {
        return share(each -> each.answer().classSet().contains(each.model()));
    }

    /** Mean number of classes in those sets; NaN if there are no trajectories. */
    public double classSetSize() {
        return mean(predictions.stream()
                .map(each -> (double) each.answer().classSet().size()));
    }

    /** Mean probability of the most probable class, given that it is one of the eight; NaN if there are no trajectories. */
    public double meanProbability() {
        return mean(predictions.stream().map(each -> each.answer().probability()));
    }

    private static double mean(Stream<Double> values) {
        return values.mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    /** Number of trajectories of [true class][predicted class]. */
    public int[][] confusion() {
        int classes = DiffusionModel.values().length;
        int[][] confusion = new int[classes][classes];
        for (Prediction each : predictions) {
            confusion[each.model().classIndex()][each.answer().predicted().classIndex()]++;
        }
        return confusion;
    }

    /** Mean over the classes of the harmonic mean of precision and recall, 0 to 1. */
    public double macroF1() {
        int[][] confusion = confusion();
        double sum = 0;
        for (int each = 0; each < confusion.length; each++) {
            int actual = 0;
            int predicted = 0;
            for (int other = 0; other < confusion.length; other++) {
                actual += confusion[each][other];
                predicted += confusion[other][each];
            }
            sum += 2.0 * confusion[each][each] / Math.max(1, actual + predicted);
        }
        return sum / confusion.length;
    }

    /**
     * Trajectories with similar probabilities of their most probable class, given that it is one of the eight.
     *
     * @param count number of trajectories
     * @param confidence the mean of these probabilities; NaN if there are none
     * @param accuracy share of them with the correct class; NaN if there are none
     */
    public record ReliabilityBin(int count, double confidence, double accuracy) {}

    /** Groups the trajectories by that probability into 15 bins of equal width between 0 and 1. */
    public List<ReliabilityBin> reliability() {
        List<List<Prediction>> bins = new ArrayList<>();
        for (int bin = 0; bin < CALIBRATION_BINS; bin++) {
            bins.add(new ArrayList<>());
        }
        for (Prediction each : predictions) {
            int bin = (int) Math.min(CALIBRATION_BINS - 1, each.answer().probability() * CALIBRATION_BINS);
            bins.get(bin).add(each);
        }
        return bins.stream()
                .map(bin -> new ReliabilityBin(
                        bin.size(),
                        mean(bin.stream().map(each -> each.answer().probability())),
                        new Evaluation(name, bin).accuracy()))
                .toList();
    }

    /**
     * Expected calibration error: the difference between confidence and accuracy in a trajectory's bin, averaged over
     * the trajectories, 0 to 1 (Guo et al., arXiv 1706.04599). Confidence is the probability of the most probable class, given
     * that it is one of the eight. Chance makes it too large, by at most {@link #calibrationErrorByChance()}.
     */
    public double calibrationError() {
        double sum = 0;
        for (ReliabilityBin bin : reliability()) {
            if (bin.count() > 0) {
                sum += bin.count() * Math.abs(bin.confidence() - bin.accuracy());
            }
        }
        return sum / predictions.size();
    }

    /**
     * The calibration error to expect, from so many trajectories, of a classifier whose probabilities are exactly right, 0 to 1:
     * the mean deviation of a binomial share from its expectation, in the Gaussian approximation √(2 v / π) where v is the
     * variance of the share.
     */
    public double calibrationErrorByChance() {
        double sum = 0;
        for (ReliabilityBin bin : reliability()) {
            if (bin.count() > 0) {
                sum += Math.sqrt(2 / Math.PI * bin.count() * bin.confidence() * (1 - bin.confidence()));
            }
        }
        return sum / predictions.size();
    }

    /** Mean absolute error of the anomalous exponent; NaN if there are no trajectories. */
    public double exponentError() {
        return mean(predictions.stream().map(Prediction::exponentError));
    }

    /** Root mean square error of the anomalous exponent; NaN if there are no trajectories. */
    public double exponentRootMeanSquareError() {
        return Math.sqrt(mean(predictions.stream().map(each -> each.exponentError() * each.exponentError())));
    }

    /**
     * Share of the trajectories whose true exponent is within a multiple of the predicted standard deviation from the
     * estimate; NaN if there are no trajectories.
     */
    public double withinSd(double multiple) {
        return mean(predictions.stream()
                .map(each -> each.exponentError() <= multiple * each.answer().alphaSd() ? 1.0 : 0.0));
    }

    /**
     * The effect of a confidence threshold.
     *
     * @param threshold minimum confidence of a label
     * @param coverage share of the trajectories that get a label, 0 to 1
     * @param precision share of these labels that are correct; NaN if there are none
     */
    public record Threshold(double threshold, double coverage, double precision) {}

    /** Coverage and precision at several confidence thresholds. */
    public List<Threshold> precisionAndCoverage(double... thresholds) {
        return Arrays.stream(thresholds)
                .mapToObj(threshold -> {
                    Evaluation accepted = where(name, each -> each.answer().isLabelled(threshold));
                    return new Threshold(
                            threshold,
                            (double) accepted.predictions().size() / predictions.size(),
                            accepted.accuracy());
                })
                .toList();
    }

    /** The largest confusions, in descending order. */
    public List<Confusion> largestConfusions(int limit) {
        int[][] confusion = confusion();
        List<Confusion> all = new ArrayList<>();
        for (DiffusionModel actual : DiffusionModel.values()) {
            int total =
                    Math.max(1, Arrays.stream(confusion[actual.classIndex()]).sum());
            for (DiffusionModel predicted : DiffusionModel.values()) {
                if (actual != predicted) {
                    int count = confusion[actual.classIndex()][predicted.classIndex()];
                    all.add(new Confusion(actual, predicted, (double) count / total));
                }
            }
        }
        all.sort(Comparator.comparingDouble(Confusion::share).reversed());
        return List.copyOf(all.subList(0, Math.min(limit, all.size())));
    }

    /**
     * How often one class is mistaken for another.
     *
     * @param actual the true class
     * @param predicted the predicted class
     * @param share share of the true class that is classified so, 0 to 1
     */
    public record Confusion(DiffusionModel actual, DiffusionModel predicted, double share) {}

    /** One line with the name of the test, the number of trajectories and the results. */
    public String summary() {
        return String.format(
                Locale.ROOT,
                "%-54s %6d trajectories   accuracy %6.2f %%   macro-F1 %.4f   calibration error %5.2f %%   alpha error %.4f",
                name,
                predictions.size(),
                100 * accuracy(),
                macroF1(),
                100 * calibrationError(),
                exponentError());
    }
}
