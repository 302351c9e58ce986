package io.wanderscope.trainer.export;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.MotionFamily;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.population.ClassConfusion;
import io.wanderscope.diffusion.population.ClassConfusion.Lengths;
import io.wanderscope.inference.Classification;
import io.wanderscope.inference.Explanation;
import io.wanderscope.inference.ModelDescription;
import io.wanderscope.inference.TrajectoryClassifier;
import io.wanderscope.trainer.configuration.DataConfiguration;
import io.wanderscope.trainer.data.KindSimulator;
import io.wanderscope.trainer.data.Seeds;
import io.wanderscope.trainer.evaluation.Evaluator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Measures how a model confuses kinds of motion: simulates tracks of every kind, length and recording, and counts its answers. A
 * part of the tracks are classified once more with their imaging conditions known.
 */
public final class ConfusionSimulation {
    /** Tracks of each kind, length and recording of a model that is shipped. */
    public static final int TRACKS = 8000;

    /** Longer tracks cost more and tell more, so fewer of them suffice. */
    private static final double LONG = 20;

    private static final double SAVING = 1.5;

    /** Of so many tracks, one is classified with known imaging conditions too. */
    private static final int KNOWN = 4;

    private static final long CONFUSION_SEEDS = 0x636f_6e66_7573_696fL;
    private static final int BATCH = 64;

    private final TrajectoryClassifier classifier;
    private final DataConfiguration data;
    private final long seed;
    private final int tracks;
    private final ClassConfusion.Builder confusion = new ClassConfusion.Builder();

    private ConfusionSimulation(TrajectoryClassifier classifier, DataConfiguration data, long seed, int tracks) {
        this.classifier = classifier;
        this.data = data;
        this.seed = Seeds.derive(seed, CONFUSION_SEEDS);
        this.tracks = tracks;
    }

    /** A kind of motion: a model, or another family. */
    private record Kind(MotionFamily family, @Nullable DiffusionModel model) {}

    /** Tracks that are simulated together. */
    private record Part(Kind kind, int recording, Lengths lengths, int number) {}

    /**
     * Measures a model. The same arguments give the same confusion.
     *
     * @param data what the motions of each kind are like
     * @param seed seed of all simulations
     * @param tracks number of tracks of each kind, recording and length of up to 20 points, at least 1; of longer ones fewer
     */
    public static ClassConfusion of(
            TrajectoryClassifier classifier,
            DataConfiguration data,
            long seed,
            int tracks,
            Evaluator.Progress progress) {
        return new ConfusionSimulation(classifier, data, seed, tracks).measured(progress);
    }

    private ClassConfusion measured(Evaluator.Progress progress) {
        List<Part> parts = parts();
        AtomicInteger done = new AtomicInteger();
        parts.parallelStream().forEach(part -> {
            ClassConfusion.Builder measured = measured(part);
            synchronized (confusion) {
                confusion.add(measured);
            }
            int now = done.incrementAndGet();
            progress.advance("confusion", now - 1, now, parts.size());
        });
        return confusion.build();
    }

    private List<Part> parts() {
        ModelDescription model = classifier.model();
        List<Part> parts = new ArrayList<>();
        for (Lengths lengths : ClassConfusion.lengths(model.minimumPoints(), model.maximumPoints())) {
            for (Kind kind : kinds()) {
                for (int recording = 0; recording < ClassConfusion.RECORDINGS.size(); recording++) {
                    parts.add(new Part(kind, recording, lengths, parts.size()));
                }
            }
        }
        return parts;
    }

    private static List<Kind> kinds() {
        List<Kind> kinds = new ArrayList<>();
        for (DiffusionModel model : DiffusionModel.values()) {
            kinds.add(new Kind(MotionFamily.DIFFUSION_MODEL, model));
        }
        for (MotionFamily family : MotionFamily.values()) {
            if (family != MotionFamily.DIFFUSION_MODEL) {
                kinds.add(new Kind(family, null));
            }
        }
        return kinds;
    }

    private ClassConfusion.Builder measured(Part part) {
        KindSimulator simulator = new KindSimulator(data, Seeds.derive(seed, part.number()));
        int count = (int) Math.ceil(
                tracks * Math.min(1, Math.pow(LONG / part.lengths().shortest(), SAVING)));
        List<ObservedTrajectory> drawn = IntStream.range(0, count)
                .mapToObj(index -> draw(part, simulator))
                .toList();
        List<ObservedTrajectory> known = drawn.subList(0, (count + KNOWN - 1) / KNOWN).stream()
                .map(each ->
                        simulator.known(each, part.kind().family(), ClassConfusion.RECORDINGS.get(part.recording())))
                .toList();
        ClassConfusion.Builder answers = new ClassConfusion.Builder();
        count(part, drawn, answers);
        count(part, known, answers);
        return answers;
    }

    private static ObservedTrajectory draw(Part part, KindSimulator simulator) {
        ClassConfusion.Recording recording = ClassConfusion.RECORDINGS.get(part.recording());
        int points =
                simulator.drawPoints(part.lengths().shortest(), part.lengths().longest());
        DiffusionModel model = part.kind().model();
        return model == null
                ? simulator.ofFamily(part.kind().family(), points, recording)
                : simulator.ofModel(model, points, recording);
    }

    /** In batches of similar length, because a batch costs as much as its longest. */
    private void count(Part part, List<ObservedTrajectory> drawn, ClassConfusion.Builder answers) {
        List<ObservedTrajectory> byLength = drawn.stream()
                .sorted(Comparator.comparingInt(ObservedTrajectory::size))
                .toList();
        for (int from = 0; from < byLength.size(); from += BATCH) {
            List<ObservedTrajectory> batch = byLength.subList(from, Math.min(byLength.size(), from + BATCH));
            List<Classification> given = classifier.classify(batch, Explanation.NONE);
            for (int index = 0; index < batch.size(); index++) {
                count(part, batch.get(index), given.get(index), answers);
            }
        }
    }

    private static void count(
            Part part, ObservedTrajectory track, Classification given, ClassConfusion.Builder answers) {
        DiffusionModel model = part.kind().model();
        if (model == null) {
            answers.add(part.kind().family(), part.recording(), track, given.modelAnswer());
        } else {
            answers.add(model, part.recording(), track, given.modelAnswer());
        }
    }
}
