package io.wanderscope.trainer.evaluation;

import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.inference.Classification;
import io.wanderscope.inference.TrajectoryClassifier;
import io.wanderscope.trainer.data.LabelledTrajectory;
import io.wanderscope.trainer.data.TestSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Runs a classifier on simulations whose truth is known. */
public final class Evaluator {
    /** Trajectories that are simulated before the first of them is classified, so that there are similar lengths among them. */
    private static final int CHUNK = 4096;

    private static final int BATCH = 64;

    private final TrajectoryClassifier classifier;
    private final Progress progress;

    /** Receives the progress of a test. */
    public interface Progress {
        /**
         * Called now and then.
         *
         * @param test name of the test
         * @param before number of trajectories classified before the last call
         * @param done number of trajectories classified by now
         * @param total number of trajectories of the test
         */
        void advance(String test, int before, int done, int total);

        /** Prints a line to standard error after every tenth of a test. */
        static Progress toStandardError() {
            return (test, before, done, total) -> {
                if (10L * done / total > 10L * before / total) {
                    System.err.printf(Locale.ROOT, "%s: %d of %d%n", test, done, total);
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
        return evaluateEach(TestSet.all(seed, trajectories), listener);
    }

    private List<Evaluation> evaluateEach(List<TestSet> tests, Consumer<Evaluation> listener) {
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
        return evaluate(test, List.of(Variant.PLAIN)).get(0);
    }

    /**
     * Classifies all trajectories of a test set in several variants.
     *
     * @return an evaluation for each variant, with the trajectories in the same order
     */
    List<Evaluation> evaluate(TestSet test, List<Variant> variants) {
        List<List<Prediction>> predictions = variants.stream()
                .map(each -> (List<Prediction>) new ArrayList<Prediction>())
                .toList();
        List<LabelledTrajectory> chunk = new ArrayList<>();
        AtomicInteger done = new AtomicInteger();
        test.forEach(trajectory -> {
            chunk.add(trajectory);
            int simulated = done.get() + chunk.size();
            if (chunk.size() == CHUNK || simulated == test.trajectories()) {
                for (int variant = 0; variant < variants.size(); variant++) {
                    predictions.get(variant).addAll(predictions(chunk, test.noise(), variants.get(variant)));
                }
                progress.advance(test.name(), done.getAndSet(simulated), simulated, test.trajectories());
                chunk.clear();
            }
        });
        return IntStream.range(0, variants.size())
                .mapToObj(variant ->
                        new Evaluation(test.name() + variants.get(variant).suffix(), predictions.get(variant)))
                .toList();
    }

    private List<Prediction> predictions(List<LabelledTrajectory> truth, double noise, Variant variant) {
        List<Answer> answers = answers(truth, variant);
        return IntStream.range(0, truth.size())
                .mapToObj(index -> Prediction.of(truth.get(index), noise, answers.get(index)))
                .toList();
    }

    /**
     * Classifies trajectories.
     *
     * @param test name of the test, for the progress
     * @return an answer for each, in the same order
     */
    List<Answer> answers(String test, List<LabelledTrajectory> trajectories, Variant variant) {
        List<Answer> answers = answers(trajectories, variant);
        progress.advance(test, 0, answers.size(), answers.size());
        return answers;
    }

    /** Classifies on all cores, in batches of similar length, because a batch costs as much as its longest. */
    private List<Answer> answers(List<LabelledTrajectory> trajectories, Variant variant) {
        List<ObservedTrajectory> observed = trajectories.stream()
                .map(each -> variant.recording().apply(each))
                .toList();
        List<Integer> byLength = IntStream.range(0, observed.size())
                .boxed()
                .sorted(Comparator.comparingInt(index -> observed.get(index).size()))
                .toList();
        Answer[] answers = new Answer[observed.size()];
        IntStream.range(0, (answers.length + BATCH - 1) / BATCH).parallel().forEach(number -> {
            List<Integer> batch = byLength.subList(number * BATCH, Math.min(answers.length, (number + 1) * BATCH));
            List<Classification> classifications =
                    classifier.classify(batch.stream().map(observed::get).toList());
            for (int each = 0; each < batch.size(); each++) {
                answers[batch.get(each)] = Answer.of(variant.reading().apply(classifications.get(each)));
            }
        });
        return Arrays.asList(answers);
    }

    /** The shortest trajectories that the classifier accepts, in points. */
    int minimumPoints() {
        return classifier.model().minimumPoints();
    }
}
