package io.wanderscope.trainer.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wanderscope.trainer.configuration.TrainingConfiguration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The file of a checkpoint: a zip with {@value #HEADER} (form and progress), {@value #CONFIGURATION}, and an npy file for each of
 * the {@link NamedArrays}, so that NumPy reads it as an npz. The network itself is not in it: it follows from the configuration.
 */
final class CheckpointFile {
    static final String HEADER = "checkpoint.json";
    static final String CONFIGURATION = "configuration.yaml";

    /** Raised when a reader of the form before could not read what is written. */
    static final int VERSION = 2;

    private static final String ARRAY = ".npy";
    /**
     * A checkpoint depends on nothing but the run. Of zip's earliest times, Java writes that of the first month in the time zone of
     * the machine.
     */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private CheckpointFile() {}

    private record Header(int version, Checkpoint.Progress progress, List<Checkpoint.Progress> earlier) {}

    static void write(Checkpoint checkpoint, Path file) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            Header header = new Header(VERSION, checkpoint.progress(), checkpoint.earlier());
            add(zip, HEADER, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(header));
            add(zip, CONFIGURATION, checkpoint.configuration().toYaml().getBytes(StandardCharsets.UTF_8));
            for (Map.Entry<String, INDArray> array :
                    NamedArrays.of(checkpoint.network()).entrySet()) {
                add(zip, array.getKey() + ARRAY, NpyFile.of(array.getValue()));
            }
        }
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    /**
     * Reads a file in this form or the one before.
     *
     * @throws IOException if it is in neither, or damaged; the message says what is wrong, without the name of the file
     */
    static Checkpoint read(Path file) throws IOException {
        try (ZipEntries entries = ZipEntries.of(file)) {
            if (EarlierCheckpointFile.is(entries)) {
                return EarlierCheckpointFile.read(entries);
            }
            Header header = header(entries.text(HEADER));
            TrainingConfiguration configuration = configuration(entries.text(CONFIGURATION));
            ComputationGraph network =
                    configuration.network().shape().initialise(header.progress().seed());
            for (Map.Entry<String, INDArray> array : NamedArrays.of(network).entrySet()) {
                read(entries, array.getKey() + ARRAY, array.getValue());
            }
            return new Checkpoint(network, configuration, header.progress(), header.earlier());
        }
    }

    private static Header header(String json) throws IOException {
        try {
            int version = JSON.readTree(json).path("version").asInt();
            if (version != VERSION) {
                throw new IOException("it is of version " + version + ", this trainer reads version " + VERSION);
            }
            return JSON.readValue(json, Header.class);
        } catch (JsonProcessingException e) {
            throw new IOException("its " + HEADER + " cannot be understood: " + e.getOriginalMessage(), e);
        }
    }

    /** The configuration that {@link TrainingConfiguration#toYaml} wrote. */
    static TrainingConfiguration configuration(String yaml) throws IOException {
        try {
            return TrainingConfiguration.parse(yaml);
        } catch (JsonProcessingException e) {
            throw new IOException("its configuration cannot be understood: " + e.getOriginalMessage(), e);
        }
    }

    private static void read(ZipEntries entries, String name, INDArray into) throws IOException {
        byte[] file = entries.bytes(name, NpyFile.size(into.shape()));
        try {
            NpyFile.read(file, into);
        } catch (IOException e) {
            throw new IOException(name + ": " + e.getMessage(), e);
        }
    }
}
