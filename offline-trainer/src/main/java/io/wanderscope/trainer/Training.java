package io.wanderscope.trainer;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Trains the network on fresh simulations with Adam (Kingma and Ba, arXiv 1412.6980). A chapter of steps is the unit of
 * progress; checkpoints lie between chapters, and a run that goes on from one gives what the uninterrupted run would
 * have given.
 *
 * <pre>
 *   measuring ──(knows how many steps its minutes allow)──▶ chapter ──▶ chapter ──▶ … ──(last step)──▶ done
 *                                                              │           ▲
 *                                                              └─checkpoint┘ killed: resume starts here
 * </pre>
 */
final class Training {
    /** Steps on fresh simulations in a chapter. */
    static final int STEPS_PER_CHAPTER = 50;

    private static final double SECONDS_BETWEEN_CHECKPOINTS = 60;
    private static final String[] PROGRESS_COLUMNS = {
        "step", "done", "trajectories", "per s", "loss", "validated", "alpha error", "rate", "left"
    };

    private final TrainingConfiguration configuration;
    private final Path folder;
    private final PrintWriter out;
    private final LearningRate learningRate;
    private final Augmentation augmentation;
    private final ComputationGraph network;
    private final long seed;

    private int steps;
    private int step;
    private int chapters;
    private long trajectories;
    private double earlierSeconds;
    private long startNanos;
    private double checkpointSeconds;
    private double measuredFrom;
    private int measuredFromStep;

    private Training(Checkpoint checkpoint, Path folder, PrintWriter out) {
        Checkpoint.Progress progress = checkpoint.progress();
        this.configuration = checkpoint.configuration();
        this.network = checkpoint.network();
        this.folder = folder;
        this.out = out;
        this.seed = progress.seed();
        this.steps = progress.steps();
        this.step = progress.step();
        this.chapters = progress.chapters();
        this.trajectories = progress.trajectories();
        this.earlierSeconds = progress.seconds();
        this.learningRate = new LearningRate(
                configuration.schedule().peakLearningRate(),
                configuration.schedule().riseSteps());
        this.augmentation = new Augmentation(configuration, seed);
    }

    /**
     * A run from its beginning.
     *
     * @param folder where the checkpoint and the metrics go
     * @param out where a line per chapter goes
     */
    static Training start(TrainingConfiguration configuration, long seed, Path folder, PrintWriter out) {
        ComputationGraph fresh = configuration.network().shape().initialise(seed);
        return new Training(
                new Checkpoint(fresh, configuration, new Checkpoint.Progress(seed, 0, 0, 0, 0, 0)), folder, out);
    }

    /** The run whose checkpoint lies in a folder, from there on. */
    static Training resume(Path folder, PrintWriter out) throws IOException {
        Checkpoint checkpoint = Checkpoint.read(folder);
        Checkpoint.Progress progress = checkpoint.progress();
        out.printf(
                Locale.ROOT,
                "resuming at step %d of %d, after %.1f minutes and %d trajectories%n",
                progress.step(),
                progress.steps(),
                progress.seconds() / 60,
                progress.trajectories());
        return new Training(checkpoint, folder, out);
    }

    /** Trains a run that was {@linkplain #start started}, for a length; the folder then holds its last checkpoint. */
    Checkpoint run(RunLength length) throws IOException, InterruptedException {
        steps = length.steps();
        return train(length);
    }

    /** Trains a run that was {@linkplain #resume resumed} to its end. */
    Checkpoint finish() throws IOException, InterruptedException {
        return train(RunLength.ofSteps(steps));
    }

    private Checkpoint train(RunLength length) throws IOException, InterruptedException {
        startNanos = System.nanoTime();
        checkpointSeconds = Double.NEGATIVE_INFINITY;
        out.printf("%15s %6s %12s %7s %8s %9s %11s %9s %9s%n", (Object[]) PROGRESS_COLUMNS);
        int replicas = configuration.schedule().replicas();
        MetricsFile metrics = MetricsFile.from(folder, step);
        Validation validation = new Validation(configuration, seed);
        try (Replicas trained = new Replicas(network, replicas);
                BatchSource source = new BatchSource(configuration, seed, chapters, replicas * STEPS_PER_CHAPTER)) {
            while (isBeforeEnd()) {
                Chapter chapter = trainChapter(trained, source, length);
                boolean save = steps > 0 && (step >= steps || isCheckpointDue());
                Validation.Result validated = save ? trained.onOneCore(() -> validation.of(network)) : null;
                report(chapter, validated, metrics);
                if (save) {
                    checkpoint().write(folder);
                    checkpointSeconds = seconds();
                }
            }
        }
        return checkpoint();
    }

    private boolean isCheckpointDue() {
        return seconds() - checkpointSeconds >= SECONDS_BETWEEN_CHECKPOINTS;
    }

    private record Chapter(long trajectories, double loss, double seconds) {}

    private Chapter trainChapter(Replicas trained, BatchSource source, RunLength length) throws InterruptedException {
        double before = seconds();
        long seen = trajectories;
        double loss = 0;
        List<PackedBatch> fresh = new ArrayList<>();
        for (int each = 0; each < STEPS_PER_CHAPTER && isBeforeEnd(); each++) {
            List<BatchSource.Batch> batches = new ArrayList<>();
            for (int replica = 0; replica < configuration.schedule().replicas(); replica++) {
                batches.add(source.next());
                fresh.add(batches.get(replica).packed());
            }
            loss += trainStep(trained, batches);
            measure(length);
        }
        loss += showAgain(trained, trained.onOneCore(() -> augmentation.shownAgain(network, fresh, chapters)));
        if (!Double.isFinite(loss)) {
            throw new TrainingDivergedException("training diverged before step " + step + ": the loss is " + loss
                    + "; start anew with a smaller schedule.peakLearningRate");
        }
        chapters++;
        seen = trajectories - seen;
        return new Chapter(seen, loss / seen, seconds() - before);
    }

    private boolean isBeforeEnd() {
        return steps == 0 || step < steps;
    }

    private double trainStep(Replicas trained, List<BatchSource.Batch> batches) throws InterruptedException {
        double loss = trained.step(batches, step, learningRate.of(step, steps));
        for (BatchSource.Batch batch : batches) {
            trajectories += batch.trajectories();
            batch.close();
        }
        step++;
        return loss;
    }

    private double showAgain(Replicas trained, List<PackedBatch> packed) throws InterruptedException {
        int replicas = configuration.schedule().replicas();
        double loss = 0;
        for (int first = 0; first < packed.size() && isBeforeEnd(); first += replicas) {
            loss += trainStep(
                    trained,
                    packed.subList(first, first + replicas).stream()
                            .map(BatchSource.Batch::of)
                            .toList());
        }
        return loss;
    }

    /** Steps until half of the measuring time only warm up Java's compiler; the other half says how fast the run is. */
    private void measure(RunLength length) {
        if (steps > 0) {
            return;
        }
        if (measuredFrom == 0 && seconds() >= length.measuringSeconds() / 2) {
            measuredFrom = seconds();
            measuredFromStep = step;
        }
        boolean knowsEnough = step > measuredFromStep && seconds() >= length.measuringSeconds();
        boolean mustKnow = step + 1 >= configuration.schedule().riseSteps();
        if (measuredFrom > 0 && (knowsEnough || mustKnow)) {
            int measured = step - measuredFromStep;
            double secondsPerStep = measured > 0 ? (seconds() - measuredFrom) / measured : seconds() / step;
            steps = length.stepsAt(step, seconds(), secondsPerStep);
            out.printf(
                    Locale.ROOT,
                    "%.1f minutes are %d steps here; --steps %d repeats this run on any machine%n",
                    length.minutes(),
                    steps,
                    steps);
        }
    }

    private void report(Chapter chapter, Validation.Result validated, MetricsFile metrics) throws IOException {
        double perSecond = chapter.trajectories() / chapter.seconds();
        double rate = learningRate.of(step, steps);
        metrics.add(progress(), perSecond, chapter.loss(), validated, rate);
        out.printf(
                Locale.ROOT,
                "%15s %6s %12d %7.0f %8.3f %9s %11s %9.2g %9s%n",
                step + "/" + (steps == 0 ? "?" : steps),
                steps == 0 ? "" : String.format(Locale.ROOT, "%.0f%%", 100.0 * step / steps),
                trajectories,
                perSecond,
                chapter.loss(),
                validated == null ? "" : String.format(Locale.ROOT, "%.1f%%", 100 * validated.accuracy()),
                validated == null ? "" : String.format(Locale.ROOT, "%.3f", validated.exponentError()),
                rate,
                steps == 0 ? "" : timeLeft());
        out.flush();
    }

    private String timeLeft() {
        long left = Math.round(seconds() / step * (steps - step));
        return left >= 3600
                ? String.format(Locale.ROOT, "%dh%02dm", left / 3600, left / 60 % 60)
                : String.format(Locale.ROOT, "%dm%02ds", left / 60, left % 60);
    }

    private double seconds() {
        return earlierSeconds + (System.nanoTime() - startNanos) * 1e-9;
    }

    private Checkpoint.Progress progress() {
        return new Checkpoint.Progress(seed, steps, step, chapters, trajectories, seconds());
    }

    private Checkpoint checkpoint() {
        return new Checkpoint(network, configuration, progress());
    }
}
