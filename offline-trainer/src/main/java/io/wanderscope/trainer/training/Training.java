package io.wanderscope.trainer.training;

import io.wanderscope.trainer.configuration.ScheduleConfiguration;
import io.wanderscope.trainer.configuration.TrainingConfiguration;
import io.wanderscope.trainer.data.Augmentation;
import io.wanderscope.trainer.data.Batch;
import io.wanderscope.trainer.data.BatchSource;
import io.wanderscope.trainer.data.PackedBatch;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;

/**
 * Trains the network on fresh simulations with Adam (Kingma and Ba, arXiv 1412.6980). Progress is counted in epochs of
 * {@value #STEPS_PER_EPOCH} steps. Checkpoints are written between epochs, and a run that resumes from one gives
 * the same result as an uninterrupted run.
 *
 * <pre>
 *   measuring ──(number of steps known)──▶ epoch ──▶ epoch ──▶ … ──(last step)──▶ done
 *                                            │         ▲
 *                                            └────▶ checkpoint      interrupted: resumes here
 * </pre>
 */
public final class Training {
    /** Number of steps on fresh simulations in an epoch. */
    public static final int STEPS_PER_EPOCH = 50;

    private static final double SECONDS_BETWEEN_CHECKPOINTS = 60;

    private final TrainingConfiguration configuration;
    private final ScheduleConfiguration schedule;
    private final Path folder;
    private final PrintWriter out;
    private final LongSupplier nanoTime;
    private final LearningRate learningRate;
    private final Augmentation augmentation;
    private final ComputationGraph network;
    private final long seed;
    private final double earlierSeconds;
    private final List<Checkpoint.Progress> earlierRuns;

    /** Steps of the whole run; 0 until they are known. */
    private int steps;

    private int step;
    private int epochs;
    private long trajectories;

    /** Continues from a state in memory. */
    Training(Checkpoint checkpoint, Path folder, PrintWriter out, LongSupplier nanoTime) {
        Checkpoint.Progress progress = checkpoint.progress();
        this.configuration = checkpoint.configuration();
        this.schedule = configuration.schedule();
        this.network = checkpoint.network();
        this.folder = folder;
        this.out = out;
        this.nanoTime = nanoTime;
        this.seed = progress.seed();
        this.steps = progress.steps();
        this.step = progress.step();
        this.epochs = progress.epochs();
        this.trajectories = progress.trajectories();
        this.earlierSeconds = progress.seconds();
        this.earlierRuns = checkpoint.earlier();
        this.learningRate = new LearningRate(schedule.peakLearningRate(), schedule.warmUpSteps());
        this.augmentation = new Augmentation(configuration, seed);
    }

    /**
     * Creates a new run.
     *
     * @param folder folder for the checkpoint and the metrics
     * @param out receives the progress
     * @param nanoTime a clock such as {@link System#nanoTime}
     */
    public static Training start(
            TrainingConfiguration configuration, long seed, Path folder, PrintWriter out, LongSupplier nanoTime) {
        return start(configuration, seed, List.of(), folder, out, nanoTime);
    }

    private static Training start(
            TrainingConfiguration configuration,
            long seed,
            List<Checkpoint.Progress> earlierRuns,
            Path folder,
            PrintWriter out,
            LongSupplier nanoTime) {
        ComputationGraph fresh = configuration.network().shape().initialise(seed);
        Checkpoint.Progress none = new Checkpoint.Progress(seed, 0, 0, 0, 0, 0);
        return new Training(new Checkpoint(fresh, configuration, none, earlierRuns), folder, out, nanoTime);
    }

    /**
     * Creates a new run that starts with the weights of another.
     *
     * @param earlier the end of the other run, of a network of the same shape
     * @throws IllegalArgumentException if the shape is another
     */
    public static Training startFrom(
            Checkpoint earlier,
            TrainingConfiguration configuration,
            long seed,
            Path folder,
            PrintWriter out,
            LongSupplier nanoTime) {
        if (!earlier.configuration().network().equals(configuration.network())) {
            throw new IllegalArgumentException(
                    "the earlier run's network is " + earlier.configuration().network() + ", the new one's "
                            + configuration.network() + "; give them the same shape in --config");
        }
        List<Checkpoint.Progress> runs = new ArrayList<>(earlier.earlier());
        runs.add(earlier.progress());
        Training training = start(configuration, seed, runs, folder, out, nanoTime);
        training.network.setParams(earlier.network().params());
        return training;
    }

    /** Resumes the run whose checkpoint is in a folder. */
    public static Training resume(Path folder, PrintWriter out, LongSupplier nanoTime) throws IOException {
        Checkpoint checkpoint = Checkpoint.read(folder);
        Checkpoint.Progress progress = checkpoint.progress();
        out.printf(
                Locale.ROOT,
                "resuming at step %d of %d, after %.1f minutes and %d trajectories%n",
                progress.step(),
                progress.steps(),
                progress.seconds() / 60,
                progress.trajectories());
        return new Training(checkpoint, folder, out, nanoTime);
    }

    /** Trains a {@linkplain #start new} run; the folder then contains its last checkpoint. */
    public Checkpoint run(RunLength length) throws IOException, InterruptedException {
        steps = length.steps();
        return train(length);
    }

    /** Trains a {@linkplain #resume resumed} run to its end. */
    public Checkpoint finish() throws IOException, InterruptedException {
        return train(RunLength.ofSteps(steps));
    }

    private Checkpoint train(RunLength length) throws IOException, InterruptedException {
        Stopwatch stopwatch = new Stopwatch(nanoTime, earlierSeconds);
        StepEstimate estimate = new StepEstimate(length.minutes(), schedule.warmUpSteps());
        double lastCheckpoint = Double.NEGATIVE_INFINITY;
        ProgressTable table = new ProgressTable(out);
        table.printHeader();
        MetricsFile file = MetricsFile.from(folder, step);
        Validation validation = new Validation(configuration, seed);
        try (Replicas replicas = new Replicas(network, schedule.replicas());
                BatchSource source =
                        new BatchSource(configuration, seed, epochs, schedule.replicas() * STEPS_PER_EPOCH)) {
            while (hasStepsLeft()) {
                Epoch epoch = trainEpoch(replicas, source, () -> estimateSteps(length, estimate, stopwatch), stopwatch);
                boolean due = stopwatch.seconds() - lastCheckpoint >= SECONDS_BETWEEN_CHECKPOINTS;
                boolean save = steps > 0 && (step >= steps || due);
                Validation.Result validated =
                        save ? replicas.onOneCore("the validation", () -> validation.of(network)) : null;
                EpochMetrics metrics = epoch.metrics(progress(stopwatch), validated, learningRate.of(step, steps));
                file.add(metrics);
                table.printRow(metrics);
                if (save) {
                    checkpoint(stopwatch).write(folder);
                    lastCheckpoint = stopwatch.seconds();
                }
            }
        }
        return checkpoint(stopwatch);
    }

    private boolean hasStepsLeft() {
        return steps == 0 || step < steps;
    }

    private record Epoch(long trajectories, double loss, double seconds) {
        EpochMetrics metrics(
                Checkpoint.Progress progress, Validation.@Nullable Result validation, double learningRate) {
            return new EpochMetrics(progress, trajectories / seconds, loss / trajectories, validation, learningRate);
        }
    }

    private Epoch trainEpoch(Replicas replicas, BatchSource source, Runnable afterStep, Stopwatch stopwatch)
            throws InterruptedException {
        double startSeconds = stopwatch.seconds();
        long startTrajectories = trajectories;
        double loss = 0;
        List<PackedBatch> fresh = new ArrayList<>();
        for (int each = 0; each < STEPS_PER_EPOCH && hasStepsLeft(); each++) {
            List<Batch> batches = new ArrayList<>();
            for (int replica = 0; replica < schedule.replicas(); replica++) {
                batches.add(source.next());
                fresh.add(batches.get(replica).packed());
            }
            loss += trainStep(replicas, batches);
            afterStep.run();
        }
        loss += trainAugmented(
                replicas,
                replicas.onOneCore("the augmentation", () -> augmentation.augmentedBatches(network, fresh, epochs)));
        if (!Double.isFinite(loss)) {
            throw new TrainingDivergedException("training diverged before step " + step + ": the loss is " + loss
                    + "; start a new run with a smaller schedule.peakLearningRate");
        }
        epochs++;
        return new Epoch(trajectories - startTrajectories, loss, stopwatch.seconds() - startSeconds);
    }

    private double trainStep(Replicas replicas, List<Batch> batches) throws InterruptedException {
        double loss = replicas.step(batches, step, learningRate.of(step, steps));
        for (Batch batch : batches) {
            trajectories += batch.trajectories();
            batch.close();
        }
        step++;
        return loss;
    }

    private double trainAugmented(Replicas replicas, List<PackedBatch> packed) throws InterruptedException {
        double loss = 0;
        for (int first = 0; first < packed.size() && hasStepsLeft(); first += schedule.replicas()) {
            List<PackedBatch> ofStep = packed.subList(first, first + schedule.replicas());
            loss += trainStep(replicas, ofStep.stream().map(Batch::of).toList());
        }
        return loss;
    }

    private void estimateSteps(RunLength length, StepEstimate estimate, Stopwatch stopwatch) {
        if (steps > 0) {
            return;
        }
        estimate.afterStep(step, stopwatch.seconds()).ifPresent(estimated -> {
            steps = estimated;
            out.printf(
                    Locale.ROOT,
                    "%.1f minutes allow %d steps on this machine; --steps %d repeats the run on any machine%n",
                    length.minutes(),
                    steps,
                    steps);
        });
    }

    private Checkpoint.Progress progress(Stopwatch stopwatch) {
        return new Checkpoint.Progress(seed, steps, step, epochs, trajectories, stopwatch.seconds());
    }

    private Checkpoint checkpoint(Stopwatch stopwatch) {
        return new Checkpoint(network, configuration, progress(stopwatch), earlierRuns);
    }
}
