package io.wanderscope.trainer;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.trainer.network.ResidualNetwork;
import io.wanderscope.trainer.network.TrajectoryChannels;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;

/**
 * Trains the network on fresh simulations for a given time, with Adam (Kingma and Ba, arXiv 1412.6980), a short linear
 * rise of the learning rate and its fall along a cosine. A chapter of batches is the unit of progress; checkpoints lie
 * between chapters.
 */
final class Training {
    /** The network that is trained and shipped. */
    static final ResidualNetwork NETWORK = new ResidualNetwork(
            TrajectoryChannels.COUNT, DiffusionModel.values().length, List.of(16, 32, 64, 128), 2, 9, 5);

    private static final int ROWS = 16;
    private static final int ROW_POINTS = 2048;
    private static final double PEAK_LEARNING_RATE = 3e-3;
    private static final double RISE = 0.02;
    private static final int STEPS_PER_RATE = 10;
    private static final int VALIDATION_TRAJECTORIES = 1600;
    private static final double SECONDS_BETWEEN_CHECKPOINTS = 60;

    private final double budgetSeconds;
    private final Path folder;
    private final PrintWriter progress;
    private final List<BatchSource.Batch> validation;

    private ComputationGraph network;
    private long seed;
    private int chapters;
    private long trajectories;
    private double earlierSeconds;
    private double checkpointSeconds;
    private long startNanos;

    /**
     * Prepares a run.
     *
     * @param minutes time to train, that of resumed sessions included
     * @param folder where checkpoints go; one that lies there is resumed
     * @param progress where a line per chapter goes
     */
    Training(double minutes, long seed, Path folder, PrintWriter progress) throws IOException {
        this.budgetSeconds = 60 * minutes;
        this.folder = folder;
        this.progress = progress;
        if (Checkpoint.isIn(folder)) {
            resume(Checkpoint.read(folder), seed);
        } else {
            this.seed = seed;
            this.network = NETWORK.initialise(seed, PEAK_LEARNING_RATE);
        }
        this.validation = validationBatches(seed);
    }

    private void resume(Checkpoint checkpoint, long expectedSeed) {
        if (checkpoint.seed() != expectedSeed) {
            throw new IllegalArgumentException("the checkpoint in " + folder + " is of a run with --seed "
                    + checkpoint.seed() + ", not " + expectedSeed + "; give that seed, or another --out");
        }
        seed = checkpoint.seed();
        network = checkpoint.network();
        chapters = checkpoint.chapters();
        trajectories = checkpoint.trajectories();
        earlierSeconds = checkpoint.seconds();
        checkpointSeconds = earlierSeconds;
        progress.printf(
                Locale.ROOT, "resuming after %.1f minutes, %d trajectories%n", earlierSeconds / 60, trajectories);
    }

    /** Trains until the time is spent; the folder then holds the checkpoint of its end. */
    void run() throws IOException, InterruptedException {
        startNanos = System.nanoTime();
        progress.printf(
                Locale.ROOT,
                "%8s %12s %8s %8s %10s %9s%n",
                "minutes",
                "trajectories",
                "per s",
                "loss",
                "validated",
                "rate");
        try (BatchSource source = new BatchSource(seed, chapters, ROWS, ROW_POINTS)) {
            while (seconds() < budgetSeconds) {
                trainChapter(source);
                if (seconds() - checkpointSeconds >= SECONDS_BETWEEN_CHECKPOINTS) {
                    writeCheckpoint();
                }
            }
        }
        writeCheckpoint();
    }

    private void trainChapter(BatchSource source) throws InterruptedException {
        double before = seconds();
        long seen = 0;
        double loss = 0;
        for (int step = 0; step < BatchSource.CHAPTER; step++) {
            if (step % STEPS_PER_RATE == 0) {
                network.setLearningRate(learningRate());
            }
            BatchSource.Batch batch = source.next();
            network.fit(batch.data());
            seen += batch.trajectories();
            loss += network.score();
            close(batch.data());
        }
        chapters++;
        trajectories += seen;
        progress.printf(
                Locale.ROOT,
                "%8.1f %12d %8.0f %8.3f %9.1f%% %9.2g%n",
                seconds() / 60,
                trajectories,
                seen / (seconds() - before),
                loss / seen,
                100 * validationAccuracy(),
                learningRate());
        progress.flush();
    }

    private double learningRate() {
        double done = Math.min(1, seconds() / budgetSeconds);
        double rise = Math.min(1, (done + 1e-3) / RISE);
        return PEAK_LEARNING_RATE * rise * (0.5 + 0.5 * Math.cos(Math.PI * done));
    }

    private double seconds() {
        return earlierSeconds + (System.nanoTime() - startNanos) * 1e-9;
    }

    private void writeCheckpoint() throws IOException {
        checkpointSeconds = seconds();
        new Checkpoint(network, seed, chapters, trajectories, checkpointSeconds).write(folder);
    }

    private static List<BatchSource.Batch> validationBatches(long seed) {
        List<LabelledTrajectory> set = new ArrayList<>();
        TestSet.varyingLengths(Seeds.derive(seed, -1), VALIDATION_TRAJECTORIES, 0)
                .forEach(set::add);
        List<BatchSource.Batch> batches = new ArrayList<>();
        for (PackedBatch packed : BatchPacker.packAll(set, ROWS, ROW_POINTS)) {
            batches.add(
                    new BatchSource.Batch(packed.toDataSet(), packed.placed().size()));
        }
        return batches;
    }

    private double validationAccuracy() {
        int right = 0;
        for (BatchSource.Batch batch : validation) {
            MultiDataSet data = batch.data();
            INDArray probabilities = network.output(false, data.getFeatures(), data.getFeaturesMaskArrays(), null)[0];
            right += probabilities
                    .argMax(1)
                    .eq(data.getLabels(0).argMax(1))
                    .castTo(probabilities.dataType())
                    .sumNumber()
                    .intValue();
        }
        return (double) right / VALIDATION_TRAJECTORIES;
    }

    private static void close(MultiDataSet data) {
        for (INDArray features : data.getFeatures()) {
            features.close();
        }
        data.getFeaturesMaskArray(0).close();
        data.getLabels(0).close();
    }
}
