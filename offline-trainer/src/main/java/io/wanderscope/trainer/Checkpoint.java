package io.wanderscope.trainer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;

/**
 * A training run at the end of a chapter: the network with the state of its updater, and how far the run was.
 *
 * @param network the network, ready to train on
 * @param configuration the run's configuration
 * @param progress how far the run was
 */
record Checkpoint(ComputationGraph network, TrainingConfiguration configuration, Progress progress) {
    static final String FILE = "checkpoint.zip";
    private static final String CONFIGURATION = "wanderscope-configuration";
    private static final String PROGRESS = "wanderscope-progress";

    /**
     * How far a run is.
     *
     * @param seed the run's seed
     * @param steps steps of the whole run
     * @param step steps done
     * @param chapters chapters done, see {@link BatchSource}
     * @param trajectories trajectories trained on
     * @param seconds time spent training
     */
    record Progress(long seed, int steps, int step, int chapters, long trajectories, double seconds) {
        private Map<String, String> toMap() {
            Map<String, String> map = new LinkedHashMap<>();
            map.put("seed", Long.toString(seed));
            map.put("steps", Integer.toString(steps));
            map.put("step", Integer.toString(step));
            map.put("chapters", Integer.toString(chapters));
            map.put("trajectories", Long.toString(trajectories));
            map.put("seconds", Double.toString(seconds));
            return map;
        }

        private static Progress of(Map<String, String> map) {
            return new Progress(
                    Long.parseLong(map.get("seed")),
                    Integer.parseInt(map.get("steps")),
                    Integer.parseInt(map.get("step")),
                    Integer.parseInt(map.get("chapters")),
                    Long.parseLong(map.get("trajectories")),
                    Double.parseDouble(map.get("seconds")));
        }
    }

    /** Whether a folder holds a checkpoint. */
    static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(FILE));
    }

    /** Writes the checkpoint of a folder; one that is there already is replaced only by a whole one. */
    void write(Path folder) throws IOException {
        WholeFile.write(folder.resolve(FILE), file -> {
            ModelSerializer.writeModel(network, file.toFile(), true);
            ModelSerializer.addObjectToFile(file.toFile(), CONFIGURATION, configuration.toYaml());
            ModelSerializer.addObjectToFile(file.toFile(), PROGRESS, progress.toMap());
        });
    }

    /**
     * Reads the checkpoint of a folder.
     *
     * @throws IOException when there is none, or the file is no checkpoint of this trainer; the message says which
     */
    static Checkpoint read(Path folder) throws IOException {
        Path path = folder.resolve(FILE);
        if (!Files.isRegularFile(path)) {
            throw new IOException(folder + " holds no " + FILE + "; give the --out folder of a training run");
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
                            + "); move it away to start anew",
                    e);
        }
    }
}
