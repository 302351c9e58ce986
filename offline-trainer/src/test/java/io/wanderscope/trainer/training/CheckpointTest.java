package io.wanderscope.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanderscope.trainer.configuration.NetworkConfiguration;
import io.wanderscope.trainer.configuration.TrainingConfiguration;
import io.wanderscope.trainer.testing.SmallRun;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The file of a checkpoint: what is in it, what is refused, and the form before. */
class CheckpointTest {
    private static final Checkpoint.Progress PROGRESS = new Checkpoint.Progress(5, 300, 150, 3, 9876543210L, 12.5);
    private static final Checkpoint.Progress BEFORE = new Checkpoint.Progress(4, 100, 100, 2, 640, 7.25);

    @TempDir
    private Path folder;

    private Checkpoint written;
    private Path file;

    @BeforeEach
    void write() throws IOException {
        TrainingConfiguration configuration = SmallRun.configuration();
        ComputationGraph network = configuration.network().shape().initialise(99);
        network.initGradientsView();
        INDArray adam = network.getUpdater().getStateViewArray();
        adam.assign(Nd4j.linspace(1, 2, adam.length()).reshape(adam.shape()));
        written = new Checkpoint(network, configuration, PROGRESS, List.of(BEFORE));
        file = folder.resolve(Checkpoint.FILE);
        written.write(folder);
    }

    private static void assertThatIsWritten(Checkpoint read, Checkpoint written) {
        assertThat(read.progress()).isEqualTo(written.progress());
        assertThat(read.earlier()).isEqualTo(written.earlier());
        assertThat(read.configuration()).isEqualTo(written.configuration());
        assertThat(read.network().params()).isEqualTo(written.network().params());
        assertThat(read.network().getUpdater().getStateViewArray())
                .isEqualTo(written.network().getUpdater().getStateViewArray());
    }

    @Test
    void hasAllThatIsNeededToContinue() throws Exception {
        // When
        Checkpoint read = Checkpoint.read(folder);

        // Then
        assertThatIsWritten(read, written);
    }

    @Test
    void hasItsNumbersByNameAndShape() throws Exception {
        // Given the stem, which has 4 filters of 5 points
        INDArray stem = written.network().paramTable().get("stem_W");

        // When
        Map<String, byte[]> entries = entries();

        // Then
        assertThat(entries.get("checkpoint.json"))
                .asString(StandardCharsets.UTF_8)
                .contains("\"version\" : 2", "\"trajectories\" : 9876543210", "\"seconds\" : 7.25");
        assertThat(entries.get("configuration.yaml"))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(written.configuration().toYaml());
        String shape = "'shape': (4, " + stem.size(1) + ", 1, 5)";
        for (String array : List.of("weights", "adam/mean", "adam/square")) {
            assertThat(new String(entries.get(array + "/stem_W.npy"), StandardCharsets.ISO_8859_1))
                    .startsWith("\u0093NUMPY")
                    .contains("'descr': '<f4'", "'fortran_order': False", shape);
        }
    }

    @Test
    void isTheSameFileForTheSameState() throws Exception {
        // Given
        byte[] first = Files.readAllBytes(file);

        // When
        Checkpoint.read(folder).write(folder);

        // Then
        assertThat(file).hasBinaryContent(first);
    }

    @Test
    void isTheSameFileInEveryTimeZone() throws Exception {
        // Given
        byte[] first = Files.readAllBytes(file);
        TimeZone here = TimeZone.getDefault();

        // When
        try {
            TimeZone.setDefault(TimeZone.getTimeZone(here.getRawOffset() == 0 ? "Asia/Tokyo" : "UTC"));
            written.write(folder);
        } finally {
            TimeZone.setDefault(here);
        }

        // Then
        assertThat(file).hasBinaryContent(first);
    }

    @Test
    void readsTheFormBefore() throws Exception {
        // Given what earlier versions wrote
        writeEarlierForm(progressOfEarlierForm());

        // When
        Checkpoint read = Checkpoint.read(folder);

        // Then
        assertThatIsWritten(read, written);
    }

    private void writeEarlierForm(Object progress) throws IOException {
        ModelSerializer.writeModel(written.network(), file.toFile(), true);
        ModelSerializer.addObjectToFile(
                file.toFile(),
                "wanderscope-configuration",
                written.configuration().toYaml());
        ModelSerializer.addObjectToFile(file.toFile(), "wanderscope-progress", progress);
    }

    private static Map<String, String> progressOfEarlierForm() {
        Map<String, String> map = new LinkedHashMap<>();
        putInto(map, "", PROGRESS);
        putInto(map, "earlier.0.", BEFORE);
        return map;
    }

    private static void putInto(Map<String, String> map, String prefix, Checkpoint.Progress progress) {
        map.put(prefix + "seed", Long.toString(progress.seed()));
        map.put(prefix + "steps", Integer.toString(progress.steps()));
        map.put(prefix + "step", Integer.toString(progress.step()));
        map.put(prefix + "epochs", Integer.toString(progress.epochs()));
        map.put(prefix + "trajectories", Long.toString(progress.trajectories()));
        map.put(prefix + "seconds", Double.toString(progress.seconds()));
    }

    /** Tells when it is deserialised. */
    private static final class Intruder implements Serializable {
        private static final long serialVersionUID = 1L;
        private static final AtomicBoolean WOKEN = new AtomicBoolean();

        private void readObject(ObjectInputStream in) {
            WOKEN.set(true);
        }
    }

    @Test
    void deserialisesNothing() throws Exception {
        // Given a file of the form before, in which somebody has put an object of another class
        writeEarlierForm(new Intruder());

        // When
        assertThatThrownBy(() -> Checkpoint.read(folder))
                // Then
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not what earlier versions of the trainer wrote");
        assertThat(Intruder.WOKEN).isFalse();
    }

    @Test
    void theFormBeforeLacksAValue() throws Exception {
        // Given
        Map<String, String> progress = progressOfEarlierForm();
        progress.remove("steps");
        writeEarlierForm(progress);

        // Then
        assertThatThrownBy(() -> Checkpoint.read(folder))
                .hasMessageContaining("checkpoint.zip is not a checkpoint")
                .hasMessageContaining("its progress has no steps");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "coefficients.bin | LONG | its shape has 1099511627776 numbers, more than 68",
                "coefficients.bin | FLOAT | it has 1099511627776 numbers, and a network of this configuration",
                "updaterState.bin | FLOAT | it has 1099511627776 numbers, and a network of this configuration",
            })
    void makesNoRoomForWhatAHeaderClaims(String entry, String type, String message) throws Exception {
        // Given the form before, whose arrays say how many numbers follow: here 8 TB of them
        writeEarlierForm(progressOfEarlierForm());
        byte[] array = entries().get(entry);
        int end = new String(array, StandardCharsets.ISO_8859_1).indexOf("\0" + (char) type.length() + type);
        ByteBuffer.wrap(array).putLong(end - Long.BYTES, 1L << 40);
        rewrite(entry, array);

        // Then
        assertThatThrownBy(() -> Checkpoint.read(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(entry + ": " + message);
    }

    @Test
    void theFormBeforeHasAnArrayThatIsCutOff() throws Exception {
        // Given
        writeEarlierForm(progressOfEarlierForm());
        byte[] array = entries().get("coefficients.bin");
        rewrite("coefficients.bin", Arrays.copyOf(array, array.length - 1));

        // Then
        assertThatThrownBy(() -> Checkpoint.read(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("coefficients.bin: it is cut off");
    }

    @Test
    void refusesAnArrayOfAnotherShape() throws Exception {
        // Given the arrays of this network and the configuration of one with other kernels
        TrainingConfiguration other = new TrainingConfiguration(
                new NetworkConfiguration(List.of(4, 4, 8, 8), 1, 7, 3),
                null,
                written.configuration().schedule());
        rewrite("configuration.yaml", other.toYaml().getBytes(StandardCharsets.UTF_8));

        // Then
        assertThatThrownBy(() -> Checkpoint.read(folder))
                .hasMessageContaining("weights/stem_W.npy: it is not an array of 32-bit numbers with the shape (4, ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "checkpoint.json | {\"version\": 3} | it is of version 3, this trainer reads version 2",
                "checkpoint.json | {\"version\": 2} | its checkpoint.json cannot be understood: ",
                "checkpoint.json | version 2 | its checkpoint.json cannot be understood: ",
                "checkpoint.json | | it has no checkpoint.json",
                "configuration.yaml | data: [ | its configuration cannot be understood: ",
                "configuration.yaml | | it has no configuration.yaml",
                "weights/stem_W.npy | | it has no weights/stem_W.npy",
                "adam/mean/stem_W.npy | | it has no adam/mean/stem_W.npy",
                "weights/stem_W.npy | short | weights/stem_W.npy: it is not an array of 32-bit numbers",
            })
    void saysWhatIsMissingOrWrong(String entry, String content, String message) throws Exception {
        // Given
        rewrite(entry, content == null ? null : content.getBytes(StandardCharsets.UTF_8));

        // Then
        assertThatThrownBy(() -> Checkpoint.read(folder))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + " is not a checkpoint of this version of the trainer (")
                .hasMessageContaining(message)
                .hasMessageEndingWith("move it away to start a new run");
    }

    @Test
    void refusesACutOrDamagedFile() throws Exception {
        // Given
        byte[] whole = Files.readAllBytes(file);

        // Then
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> Checkpoint.read(folder))
                .hasMessageContaining("it is not a zip file, or it is cut off");
        byte[] damaged = whole.clone();
        damaged[whole.length / 2] ^= 0x10;
        Files.write(file, damaged);
        assertThatThrownBy(() -> Checkpoint.read(folder)).hasMessageMatching("(?s).*its \\S+\\.npy is damaged.*");
    }

    private Map<String, byte[]> entries() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
                entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return entries;
    }

    /** Writes the file again with another content of an entry, or without it. */
    private void rewrite(String changed, byte[] content) throws IOException {
        Map<String, byte[]> entries = entries();
        assertThat(entries).containsKey(changed);
        entries.put(changed, content);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                if (entry.getValue() != null) {
                    zip.putNextEntry(new ZipEntry(entry.getKey()));
                    zip.write(entry.getValue());
                }
            }
        }
    }
}
