package io.wanderscope.trainer.training;

import io.wanderscope.trainer.configuration.TrainingConfiguration;
import io.wanderscope.trainer.data.BatchSource;
import io.wanderscope.trainer.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;

/**
 * A training run at the end of an epoch: the network with its updater's state, and the progress of the run.
 *
 * @param network the network, ready for further training
 * @param configuration the run's configuration
 * @param progress progress of the run
 */
public record Checkpoint(ComputationGraph network, TrainingConfiguration configuration, Progress progress) {
    /** Name of the file in the folder of a run. */
    public static final String FILE = "checkpoint.zip";

    private static final String CONFIGURATION = "wanderscope-configuration";
    private static final String PROGRESS = "wanderscope-progress";

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
        private Map<String, String> toMap() {
            Map<String, String> map = new LinkedHashMap<>();
            map.put("seed", Long.toString(seed));
            map.put("steps", Integer.toString(steps));
            map.put("step", Integer.toString(step));
            map.put("epochs", Integer.toString(epochs));
            map.put("trajectories", Long.toString(trajectories));
            map.put("seconds", Double.toString(seconds));
            return map;
        }

        private static Progress of(Map<String, String> map) {
            // Checkpoints of earlier builds call epochs chapters.
            String epochs = map.getOrDefault("epochs", map.get("chapters"));
            return new Progress(
                    Long.parseLong(map.get("seed")),
                    Integer.parseInt(map.get("steps")),
                    Integer.parseInt(map.get("step")),
                    Integer.parseInt(epochs),
                    Long.parseLong(map.get("trajectories")),
                    Double.parseDouble(map.get("seconds")));
        }
    }

    /** Whether a folder contains a checkpoint. */
    public static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(FILE));
    }

    /** Writes the checkpoint to a folder, replacing the previous one atomically. */
    public void write(Path folder) throws IOException {
        AtomicFile.write(folder.resolve(FILE), file -> {
            ModelSerializer.writeModel(network, file.toFile(), true);
            ModelSerializer.addObjectToFile(file.toFile(), CONFIGURATION, configuration.toYaml());
            ModelSerializer.addObjectToFile(file.toFile(), PROGRESS, progress.toMap());
        });
    }

    /**
     * Reads the checkpoint in a folder.
     *
     * @throws IOException when there is none, or the file is not a checkpoint that this trainer can read; the message says which
     */
    public static Checkpoint read(Path folder) throws IOException {
        Path path = folder.resolve(FILE);
        if (!Files.isRegularFile(path)) {
            throw new IOException(folder + " contains no " + FILE + "; give the --out folder of a training run");
        }
        try {
            String configuration = ModelSerializer.getObjectFromFile(path.toFile(), CONFIGURATION);
            Map<String, String> progress = ModelSerializer.getObjectFromFile(path.toFile(), PROGRESS);
            return new Checkpoint(
                    ModelSerializer.restoreComputationGraph(path.toFile(), true),
                    TrainingConfiguration.parse(configuration),
                    Progress.of(progress));
        } catch (IOException | RuntimeException e) {
            throw new IOException(
                    path + " is not a checkpoint of this version of the trainer (" + e.getMessage()
                            + "); move it away to start a new run",
                    e);
        }
    }
}
