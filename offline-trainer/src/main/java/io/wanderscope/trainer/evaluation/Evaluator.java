package io.wanderscope.trainer.evaluation;

import io.wanderscope.inference.Classification;
import io.wanderscope.inference.TrajectoryClassifier;
import io.wanderscope.trainer.data.LabelledTrajectory;
import io.wanderscope.trainer.data.TestSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Runs a classifier on test sets. */
public final class Evaluator {
    private static final int BATCH = 256;

    private final TrajectoryClassifier classifier;
    private final Progress progress;

    /** Receives the progress of a test. */
    public interface Progress {
        /** Called after every batch, with the number of trajectories classified before and after it. */
        void advance(TestSet test, int before, int done);

        /** Prints a line to standard error after every tenth of a test. */
        static Progress toStandardError() {
            return (test, before, done) -> {
                if (10L * done / test.trajectories() > 10L * before / test.trajectories()) {
                    System.err.printf(Locale.ROOT, "%s: %d of %d%n", test.name(), done, test.trajectories());
                }
            };
        }
    }

    /** Creates an evaluator. */
    public Evaluator(TrajectoryClassifier classifier, Progress progress) {
        this.classifier = classifier;
        this.progress = progress;
    }

    /**
     * Runs the five tests of {@link TestSet#all}.
     *
     * @param seed seed of every random draw
     * @param trajectories number of trajectories in each test
     * @param listener receives each result as soon as its test ends
     */
    public List<Evaluation> evaluateAll(long seed, int trajectories, Consumer<Evaluation> listener) {
        return evaluate(TestSet.all(seed, trajectories), listener);
    }

    /** Runs the same tests on trajectories of the independent simulator, see {@link TestSet#allIndependent}. */
    public List<Evaluation> evaluateIndependent(long seed, int trajectories, Consumer<Evaluation> listener) {
        return evaluate(TestSet.allIndependent(seed, trajectories), listener);
    }

    private List<Evaluation> evaluate(List<TestSet> tests, Consumer<Evaluation> listener) {
        List<Evaluation> evaluations = new ArrayList<>();
        for (TestSet test : tests) {
            Evaluation evaluation = evaluate(test);
            evaluations.add(evaluation);
            listener.accept(evaluation);
        }
        return evaluations;
    }

    /** Classifies all trajectories of a test set. */
    public Evaluation evaluate(TestSet test) {
        List<Prediction> predictions = new ArrayList<>();
        List<LabelledTrajectory> batch = new ArrayList<>();
        Runnable classifyBatch = () -> {
            int before = predictions.size();
            predictions.addAll(predictions(batch, test.noise()));
            batch.clear();
            progress.advance(test, before, predictions.size());
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

    private List<Prediction> predictions(List<LabelledTrajectory> batch, double noise) {
        List<Classification> classifications = classifier.classify(
                batch.stream().map(LabelledTrajectory::trajectory).toList());
        List<Prediction> predictions = new ArrayList<>();
        for (int index = 0; index < batch.size(); index++) {
            predictions.add(Prediction.of(batch.get(index), noise, classifications.get(index)));
        }
        return predictions;
    }
}
