package io.wanderscope.trainer.training;

import io.wanderscope.trainer.configuration.TrainingConfiguration;
import io.wanderscope.trainer.data.BatchSource;
import io.wanderscope.trainer.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * A training run at the end of an epoch: the network with its updater's state, and the progress of the run.
 *
 * @param network the network, ready for further training
 * @param configuration the run's configuration
 * @param progress progress of the run
 * @param earlier the runs with whose weights it started, oldest first, each as it was when the next one started
 */
public record Checkpoint(
        ComputationGraph network, TrainingConfiguration configuration, Progress progress, List<Progress> earlier) {
    /** Name of the file in the folder of a run. */
    public static final String FILE = "checkpoint.zip";

    /** Copies the list. */
    public Checkpoint {
        earlier = List.copyOf(earlier);
    }

    /** A checkpoint of a run that started with fresh weights. */
    public Checkpoint(ComputationGraph network, TrainingConfiguration configuration, Progress progress) {
        this(network, configuration, progress, List.of());
    }

    /**
     * Progress of a run.
     *
     * @param seed the run's seed
     * @param steps steps of the whole run
     * @param step steps done
     * @param epochs epochs done, see {@link BatchSource}
     * @param trajectories trajectories trained on
     * @param seconds training time in seconds
     */
    public record Progress(long seed, int steps, int step, int epochs, long trajectories, double seconds) {
        private String text() {
            return "seed " + seed + ", " + (step < steps ? step + " of " : "") + steps + " steps, " + trajectories
                    + " simulated trajectories";
        }
    }

    /** What the network was trained on, in this run and in those with whose weights it started. */
    public String training() {
        StringBuilder text = new StringBuilder(progress.text());
        if (isWarmingUp()) {
            text.append(", stopped in the warm-up of ")
                    .append(configuration.schedule().warmUpSteps())
                    .append(" steps");
        }
        if (hasHardlyLearned()) {
            text.append(", before it had learned much");
        }
        for (int run = earlier.size() - 1; run >= 0; run--) {
            text.append("; it continues the run of ").append(earlier.get(run).text());
        }
        return text.toString();
    }

    private boolean isWarmingUp() {
        return progress.step() < configuration.schedule().warmUpSteps();
    }

    /** Whether the network started with fresh weights and the learning rate is still rising. */
    public boolean hasHardlyLearned() {
        return earlier.isEmpty() && isWarmingUp();
    }

    /** Whether a folder contains a checkpoint. */
    public static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(FILE));
    }

    /** Writes the checkpoint to a folder, replacing the previous one atomically. */
    public void write(Path folder) throws IOException {
        AtomicFile.write(folder.resolve(FILE), file -> CheckpointFile.write(this, file));
    }

    /**
     * Reads the checkpoint in a folder.
     *
     * @throws IOException when there is none, or the file is not a checkpoint that this trainer can read; the message says why
     */
    public static Checkpoint read(Path folder) throws IOException {
        Path path = folder.resolve(FILE);
        if (!Files.isRegularFile(path)) {
            throw new IOException(folder + " contains no " + FILE + "; give the --out folder of a training run");
        }
        try {
            return CheckpointFile.read(path);
        } catch (IOException | RuntimeException e) {
            throw new IOException(
                    path + " is not a checkpoint of this version of the trainer (" + e.getMessage()
                            + "); move it away to start a new run",
                    e);
        }
    }
}
