package io.wanderscope.trainer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;

/**
 * A training run at the end of a chapter: the network with the state of its updater, and how far the run was.
 *
 * @param network the network, ready to train on
 * @param seed the run's seed
 * @param chapters chapters trained on, see {@link BatchSource}
 * @param trajectories trajectories trained on
 * @param seconds time spent training
 */
record Checkpoint(ComputationGraph network, long seed, int chapters, long trajectories, double seconds) {
    static final String FILE = "checkpoint.zip";
    private static final String PROGRESS = "wanderscope-progress";

    /** Whether a folder holds a checkpoint. */
    static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(FILE));
    }

    /** Writes the checkpoint of a folder; one that is there already is replaced only by a whole one. */
    void write(Path folder) throws IOException {
        Path temporary = folder.resolve(FILE + ".part");
        ModelSerializer.writeModel(network, temporary.toFile(), true);
        ModelSerializer.addObjectToFile(
                temporary.toFile(),
                PROGRESS,
                Map.of(
                        "seed", Long.toString(seed),
                        "chapters", Integer.toString(chapters),
                        "trajectories", Long.toString(trajectories),
                        "seconds", Double.toString(seconds)));
        Files.move(
                temporary, folder.resolve(FILE), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Reads the checkpoint of a folder. */
    static Checkpoint read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        ComputationGraph network = ModelSerializer.restoreComputationGraph(file.toFile(), true);
        Map<String, String> progress = ModelSerializer.getObjectFromFile(file.toFile(), PROGRESS);
        return new Checkpoint(
                network,
                Long.parseLong(progress.get("seed")),
                Integer.parseInt(progress.get("chapters")),
                Long.parseLong(progress.get("trajectories")),
                Double.parseDouble(progress.get("seconds")));
    }
}
