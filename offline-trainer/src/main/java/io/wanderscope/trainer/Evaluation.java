package io.wanderscope.trainer;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.inference.Classification;
import io.wanderscope.inference.TrajectoryClassifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How a classifier does on a test set.
 *
 * @param test the set
 * @param confusion trajectories of [true class][predicted class]
 */
@SuppressWarnings("ArrayRecordComponent") // a result to print, never compared
record Evaluation(TestSet test, int[][] confusion) {
    private static final int BATCH = 256;

    /** Hears how far an evaluation is. */
    interface Progress {
        /** Told the number of trajectories done before and after a batch. */
        void advance(int before, int done);
    }

    /**
     * Classifies a whole test set.
     *
     * @param progress told the number of trajectories done before and after every batch
     */
    static Evaluation of(TrajectoryClassifier classifier, TestSet test, Progress progress) {
        int classes = DiffusionModel.values().length;
        Evaluation evaluation = new Evaluation(test, new int[classes][classes]);
        List<LabelledTrajectory> batch = new ArrayList<>();
        int[] done = {0};
        Runnable classifyBatch = () -> {
            evaluation.count(batch, classifier);
            progress.advance(done[0], done[0] + batch.size());
            done[0] += batch.size();
            batch.clear();
        };
        test.forEach(trajectory -> {
            batch.add(trajectory);
            if (batch.size() == BATCH) {
                classifyBatch.run();
            }
        });
        classifyBatch.run();
        return evaluation;
    }

    private void count(List<LabelledTrajectory> batch, TrajectoryClassifier classifier) {
        List<Classification> results = classifier.classify(
                batch.stream().map(LabelledTrajectory::trajectory).toList());
        for (int index = 0; index < batch.size(); index++) {
            confusion[batch.get(index).model().classIndex()][
                    results.get(index).mostProbable().classIndex()]++;
        }
    }

    /** Part of the trajectories whose most probable class is the true one, 0 to 1. */
    double accuracy() {
        int right = 0;
        for (int each = 0; each < confusion.length; each++) {
            right += confusion[each][each];
        }
        return (double) right / test.trajectories();
    }

    /** Mean over the classes of the harmonic mean of precision and recall, 0 to 1. */
    double macroF1() {
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

    /** One line: the test, its size, accuracy and macro-F1. */
    String summary() {
        return String.format(
                Locale.ROOT,
                "%-28s %7d trajectories   accuracy %6.2f %%   macro-F1 %.4f",
                test.name(),
                test.trajectories(),
                100 * accuracy(),
                macroF1());
    }

    /** A table of true classes by predicted classes, in per cent of the true class. */
    String confusionTable() {
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
