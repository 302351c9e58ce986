package io.wanderscope.trainer.study;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.inference.Classification;
import io.wanderscope.inference.Explanation;
import io.wanderscope.inference.TrajectoryClassifier;
import io.wanderscope.trainer.data.Augmentation;
import io.wanderscope.trainer.data.LabelledTrajectory;
import io.wanderscope.trainer.data.Seeds;
import io.wanderscope.trainer.data.TestSet;
import io.wanderscope.trainer.study.AugmentationRepeat.Accuracies;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The paper's targeted augmentation: the tracks of a fixed training set with the largest saliency are added once more, rotated. Does a
 * network learn more from that than from as many tracks chosen at random?
 */
public final class AugmentationStudy implements Study {
    /** Points of a track. */
    static final int POINTS = 100;
    /** How often a network sees each track of its training set, unless it is trained for more steps. */
    static final int PASSES = 10;
    /** Share of each class that is added once more. */
    static final double SHARE = 0.6;
    /** Repetitions, each with a training set, initial weights and test tracks of its own. */
    static final int REPEATS = 8;

    private static final int BATCH = 64;

    private final NetworkTraining training;

    /** What the random draws of a repetition are for. */
    private enum Use {
        TRAINING_SET(0),
        ROTATION(1),
        CHOICE(2),
        ORDER(3),
        WEIGHTS(4),
        TEST_SET(5),
        NOISE(6);

        private final int number;

        Use(int number) {
            this.number = number;
        }

        long seed(long ofRepetition) {
            return Seeds.derive(ofRepetition, number);
        }
    }

    /** Creates the study. */
    public AugmentationStudy(NetworkTraining training) {
        this.training = training;
    }

    @Override
    public String name() {
        return "augmentation";
    }

    @Override
    public String question() {
        return "Does a network learn more from salient tracks, added once more, than from others?";
    }

    @Override
    public int defaultTracks() {
        return 1200;
    }

    @Override
    public boolean trainsNetworks() {
        return true;
    }

    @Override
    public StudyResult run(StudyRun run) {
        return new AugmentationReport(training.description(), new AugmentationOutcomes(repeats(run))).result(run);
    }

    /** The repetitions, each on one core. */
    List<AugmentationRepeat> repeats(StudyRun run) {
        Progress progress = new Progress(run);
        return IntStream.range(0, REPEATS)
                .parallel()
                .mapToObj(number -> new Repetition(run, Seeds.derive(run.seed(), number), progress).result())
                .toList();
    }

    /** Reports how much has been trained and tested, in units of a test of one track; to train on a track takes about three. */
    private static final class Progress {
        private static final int TRAINED = 3;

        private final StudyRun run;
        private final int total;
        private final AtomicInteger done = new AtomicInteger();

        Progress(StudyRun run) {
            this.run = run;
            int arms = AugmentationArm.values().length;
            int shown = PASSES * (arms * run.tracks() + (arms - 1) * added(run.tracks()));
            int tests = arms * NoiseSweep.values().length * NoiseSweep.LEVELS.size();
            this.total = REPEATS * (TRAINED * shown + tests * run.tracks());
        }

        /** Number of tracks that are added to a set, in which the models take turns. */
        private static int added(int tracks) {
            int models = DiffusionModel.values().length;
            return IntStream.range(0, models)
                    .map(model -> (tracks + models - 1 - model) / models)
                    .map(ofModel -> (int) Math.round(SHARE * ofModel))
                    .sum();
        }

        void trained(int tracks) {
            advance(TRAINED * tracks);
        }

        void tested(int tracks) {
            advance(tracks);
        }

        private void advance(int units) {
            int now = done.addAndGet(units);
            run.progress().advance("augmentation", now - units, now, total);
        }
    }

    /** What the network that was trained on the set alone says. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record PlainNetwork(Accuracies accuracies, double[] saliency, double chosenRight, double othersRight) {}

    /** One repetition of the experiment. */
    private final class Repetition {
        private final long seed;
        private final Progress progress;
        private final TrajectoryClassifier shipped;
        private final List<LabelledTrajectory> set;
        private final List<LabelledTrajectory> rotated;
        private final Map<NoiseSweep, List<List<LabelledTrajectory>>> tests = new EnumMap<>(NoiseSweep.class);

        Repetition(StudyRun run, long seed, Progress progress) {
            this.seed = seed;
            this.progress = progress;
            this.shipped = run.classifier();
            this.set = trainingSet(Use.TRAINING_SET.seed(seed), run.tracks());
            Random random = new Random(Use.ROTATION.seed(seed));
            this.rotated =
                    set.stream().map(each -> Augmentation.rotated(each, random)).toList();
            List<LabelledTrajectory> noiseless = new ArrayList<>();
            TestSet.cell(Use.TEST_SET.seed(seed), run.tracks(), POINTS, 0).forEach(noiseless::add);
            for (NoiseSweep sweep : NoiseSweep.values()) {
                tests.put(sweep, sweep.tracks(noiseless, Use.NOISE.seed(seed)));
            }
        }

        AugmentationRepeat result() {
            PlainNetwork plain = plain();
            List<LabelledTrajectory> random = withAdded(
                    new Random(Use.CHOICE.seed(seed)).doubles(set.size()).toArray());
            int more = PASSES * random.size();
            Map<AugmentationArm, Accuracies> arms = Map.of(
                    AugmentationArm.NONE, plain.accuracies(),
                    AugmentationArm.NONE_LONGER, trainedAndTested(set, more),
                    AugmentationArm.RANDOM, trainedAndTested(random, more),
                    AugmentationArm.TARGETED, trainedAndTested(withAdded(plain.saliency()), more));
            return new AugmentationRepeat(
                    arms, tested(this::answersOfShipped), plain.chosenRight(), plain.othersRight());
        }

        /** Trains a network on the set alone, and asks it which tracks are salient. */
        private PlainNetwork plain() {
            try (NetworkTraining.Network network = trained(set, PASSES * set.size())) {
                double[] saliency = network.saliency(set);
                Set<LabelledTrajectory> chosen = new HashSet<>(Augmentation.largestOfEachModel(set, saliency, SHARE));
                return new PlainNetwork(
                        tested(network),
                        saliency,
                        accuracy(network::answers, ofSet(chosen::contains)),
                        accuracy(network::answers, ofSet(track -> !chosen.contains(track))));
            }
        }

        private List<LabelledTrajectory> ofSet(Predicate<LabelledTrajectory> which) {
            return set.stream().filter(which).toList();
        }

        /** The set and the rotated copies of those of each class with the largest ranks. */
        private List<LabelledTrajectory> withAdded(double[] ranks) {
            List<LabelledTrajectory> all = new ArrayList<>(set);
            all.addAll(Augmentation.largestOfEachModel(rotated, ranks, SHARE));
            return all;
        }

        private Accuracies trainedAndTested(List<LabelledTrajectory> tracks, int shown) {
            try (NetworkTraining.Network network = trained(tracks, shown)) {
                return tested(network);
            }
        }

        private NetworkTraining.Network trained(List<LabelledTrajectory> tracks, int shown) {
            return training.train(
                    shuffledPasses(tracks, shown, Use.ORDER.seed(seed)), Use.WEIGHTS.seed(seed), progress::trained);
        }

        private Accuracies tested(NetworkTraining.Network network) {
            return tested(tracks -> {
                List<DiffusionModel> answers = network.answers(tracks);
                progress.tested(tracks.size());
                return answers;
            });
        }

        private Accuracies tested(Function<List<LabelledTrajectory>, List<DiffusionModel>> classifier) {
            Map<NoiseSweep, double[]> bySweep = new EnumMap<>(NoiseSweep.class);
            tests.forEach((sweep, levels) -> bySweep.put(
                    sweep,
                    levels.stream()
                            .mapToDouble(tracks -> accuracy(classifier, tracks))
                            .toArray()));
            return new Accuracies(bySweep);
        }

        private List<DiffusionModel> answersOfShipped(List<LabelledTrajectory> tracks) {
            List<ObservedTrajectory> observed =
                    tracks.stream().map(LabelledTrajectory::observed).toList();
            List<DiffusionModel> answers = new ArrayList<>();
            for (int first = 0; first < observed.size(); first += BATCH) {
                List<ObservedTrajectory> batch = observed.subList(first, Math.min(observed.size(), first + BATCH));
                shipped.classify(batch, Explanation.NONE).stream()
                        .map(Classification::mostProbable)
                        .forEach(answers::add);
            }
            return answers;
        }
    }

    private static List<LabelledTrajectory> trainingSet(long seed, int tracks) {
        List<LabelledTrajectory> set = new ArrayList<>();
        new TestSet("training set", seed, tracks, POINTS, POINTS, 0, TestSet.Simulator.TRAINING).forEach(set::add);
        return set;
    }

    /** Passes over tracks, each in a new order, until a number of tracks is reached. */
    static List<LabelledTrajectory> shuffledPasses(List<LabelledTrajectory> tracks, int shown, long seed) {
        Random random = new Random(seed);
        List<LabelledTrajectory> sequence = new ArrayList<>();
        while (sequence.size() < shown) {
            List<LabelledTrajectory> pass = new ArrayList<>(tracks);
            Collections.shuffle(pass, random);
            sequence.addAll(pass.subList(0, Math.min(pass.size(), shown - sequence.size())));
        }
        return sequence;
    }

    /** Share of the tracks whose answer is their model; NaN of none. */
    private static double accuracy(
            Function<List<LabelledTrajectory>, List<DiffusionModel>> classifier, List<LabelledTrajectory> tracks) {
        List<DiffusionModel> answers = classifier.apply(tracks);
        return IntStream.range(0, tracks.size())
                .map(track -> answers.get(track) == tracks.get(track).requireModel() ? 1 : 0)
                .average()
                .orElse(Double.NaN);
    }
}
