package io.wanderscope.trainer.evaluation;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.inference.Classification;
import io.wanderscope.inference.TrajectoryClassifier;
import io.wanderscope.trainer.simulation.LabelledTrajectory;
import io.wanderscope.trainer.simulation.TestSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * How a classifier does on a test set, or on part of one, or on several together.
 *
 * @param name what was tested, for reports
 * @param predictions one for each trajectory
 */
public record Evaluation(String name, List<Prediction> predictions) {
    private static final int BATCH = 256;
    private static final int CALIBRATION_BINS = 15;

    /** Copies the list. */
    public Evaluation {
        predictions = List.copyOf(predictions);
    }

    /** Hears how far an evaluation is. */
    public interface Progress {
        /** Told the number of trajectories done before and after a batch. */
        void advance(int before, int done);
    }

    /**
     * Classifies a whole test set.
     *
     * @param progress told the number of trajectories done before and after every batch
     */
    public static Evaluation of(TrajectoryClassifier classifier, TestSet test, Progress progress) {
        List<Prediction> predictions = new ArrayList<>();
        List<LabelledTrajectory> batch = new ArrayList<>();
        Runnable classifyBatch = () -> {
            int before = predictions.size();
            predictions.addAll(predictions(classifier, batch, test.noise()));
            batch.clear();
            progress.advance(before, predictions.size());
        };
        test.forEach(trajectory -> {
            batch.add(trajectory);
            if (batch.size() == BATCH) {
                classifyBatch.run();
            }
        });
        classifyBatch.run();
        return new Evaluation(test.name(), predictions);
    }

    private static List<Prediction> predictions(
            TrajectoryClassifier classifier, List<LabelledTrajectory> batch, double noise) {
        List<Classification> said = classifier.classify(
                batch.stream().map(LabelledTrajectory::trajectory).toList());
        List<Prediction> predictions = new ArrayList<>();
        for (int index = 0; index < batch.size(); index++) {
            predictions.add(Prediction.of(batch.get(index), noise, said.get(index)));
        }
        return predictions;
    }

    /** All trajectories of some evaluations together. */
    public static Evaluation pooled(String name, List<Evaluation> evaluations) {
        return new Evaluation(
                name,
                evaluations.stream()
                        .flatMap(each -> each.predictions().stream())
                        .toList());
    }

    /** The part of the trajectories that a condition holds for. */
    public Evaluation where(String partName, Predicate<Prediction> condition) {
        return new Evaluation(partName, predictions.stream().filter(condition).toList());
    }

    /** Part of the trajectories whose most probable class is the true one, 0 to 1; NaN of none. */
    public double accuracy() {
        return mean(predictions.stream().map(each -> each.isRight() ? 1.0 : 0.0));
    }

    private static double mean(Stream<Double> values) {
        return values.mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    /** Number of trajectories of [true class][predicted class]. */
    public int[][] confusion() {
        int classes = DiffusionModel.values().length;
        int[][] confusion = new int[classes][classes];
        for (Prediction each : predictions) {
            confusion[each.model().classIndex()][each.predicted().classIndex()]++;
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
     * Trajectories of like confidence.
     *
     * @param count number of trajectories
     * @param confidence their mean confidence; NaN of none
     * @param accuracy part of them that is right; NaN of none
     */
    public record ReliabilityBin(int count, double confidence, double accuracy) {}

    /** Trajectories by confidence, in 15 bins of equal width from 0 to 1. */
    public List<ReliabilityBin> reliability() {
        List<List<Prediction>> bins = new ArrayList<>();
        for (int bin = 0; bin < CALIBRATION_BINS; bin++) {
            bins.add(new ArrayList<>());
        }
        for (Prediction each : predictions) {
            int bin = (int) Math.min(CALIBRATION_BINS - 1, each.confidence() * CALIBRATION_BINS);
            bins.get(bin).add(each);
        }
        return bins.stream()
                .map(bin -> new ReliabilityBin(
                        bin.size(),
                        mean(bin.stream().map(Prediction::confidence)),
                        new Evaluation(name, bin).accuracy()))
                .toList();
    }

    /**
     * Expected calibration error: mean over the trajectories of the difference between confidence and accuracy in their
     * bin, 0 to 1 (Guo et al., arXiv 1706.04599).
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

    /** Mean absolute error of the anomalous exponent; NaN of none. */
    public double exponentError() {
        return mean(predictions.stream().map(Prediction::exponentError));
    }

    /** Root of the mean squared error of the anomalous exponent; NaN of none. */
    public double exponentRootMeanSquareError() {
        return Math.sqrt(mean(predictions.stream().map(each -> each.exponentError() * each.exponentError())));
    }

    /** Part of the trajectories whose true exponent is within so many of its own standard deviations; NaN of none. */
    public double withinDeviations(double deviations) {
        return mean(predictions.stream()
                .map(each -> each.exponentError() <= deviations * each.alphaDeviation() ? 1.0 : 0.0));
    }

    /**
     * What a threshold of confidence does.
     *
     * @param threshold smallest confidence that is accepted
     * @param coverage part of the trajectories that is accepted, 0 to 1
     * @param precision part of the accepted ones that is right; NaN of none
     */
    public record Threshold(double threshold, double coverage, double precision) {}

    /** Coverage and precision at some thresholds of confidence. */
    public List<Threshold> precisionAndCoverage(double... thresholds) {
        return Arrays.stream(thresholds)
                .mapToObj(threshold -> {
                    Evaluation accepted = where(name, each -> each.confidence() >= threshold);
                    return new Threshold(
                            threshold,
                            (double) accepted.predictions().size() / predictions.size(),
                            accepted.accuracy());
                })
                .toList();
    }

    /** The largest confusions: true class, predicted class, and part of the true class, largest first. */
    public List<Confusion> largestConfusions(int most) {
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
        return List.copyOf(all.subList(0, Math.min(most, all.size())));
    }

    /**
     * Trajectories of one class that are taken for another.
     *
     * @param actual the true class
     * @param predicted the class they are taken for
     * @param share part of the true class, 0 to 1
     */
    public record Confusion(DiffusionModel actual, DiffusionModel predicted, double share) {}

    /** One line: what was tested, how many trajectories, and the figures. */
    public String summary() {
        return String.format(
                Locale.ROOT,
                "%-28s %7d trajectories   accuracy %6.2f %%   macro-F1 %.4f   calibration error %5.2f %%   alpha error %.4f",
                name,
                predictions.size(),
                100 * accuracy(),
                macroF1(),
                100 * calibrationError(),
                exponentError());
    }

    /** A table of true classes by predicted classes, in per cent of the true class. */
    public String confusionTable() {
        int[][] confusion = confusion();
        StringBuilder table = new StringBuilder(String.format("%-10s", "true \\ as"));
        for (DiffusionModel model : DiffusionModel.values()) {
            table.append(String.format("%10s", model));
        }
        for (DiffusionModel model : DiffusionModel.values()) {
            table.append(String.format("%n%-10s", model));
            int[] row = confusion[model.classIndex()];
            int total = Arrays.stream(row).sum();
            for (int count : row) {
                table.append(String.format(Locale.ROOT, "%10.1f", 100.0 * count / Math.max(1, total)));
            }
        }
        return table.toString();
    }
}
