package io.wanderscope.wire;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.schema.ParticleLocalisation;
import io.wanderscope.schema.ParticlePosition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;

/**
 * Reads what the Python client wrote. Its own tests hold the file to what it writes now; the first line of the file says how to
 * write it again.
 */
class PythonClientRecordsTest {
    private static final Instant FRAME_3 = Instant.parse("2026-01-01T00:00:00.060Z");
    private static final WireFormat FORMAT = WireFormat.singleObject();

    @Test
    void areReadAsPositions() throws IOException {
        // Given
        List<Map.Entry<String, byte[]>> written = written().subList(0, 3);

        // When
        List<Map.Entry<String, ParticlePosition>> read = read(written, ParticlePosition.class);

        // Then
        assertThat(read)
                .containsExactly(
                        entry("cell/7", position(FRAME_3).setX(4.5).setY(-2.25).build()),
                        entry(
                                "Zelle 1/a/é",
                                new ParticlePosition(
                                        "Zelle 1",
                                        "a/é",
                                        1L << 40,
                                        Instant.parse("0001-01-01T00:00:00.000001Z"),
                                        -1e15,
                                        1e-300,
                                        0.5,
                                        12.0,
                                        "µm",
                                        false)),
                        entry("cell/7", position(FRAME_3).setEndOfTrack(true).build()));
    }

    @Test
    void areReadAsLocalisations() throws IOException {
        // Given
        List<Map.Entry<String, byte[]>> written = written().subList(3, 7);

        // When
        List<Map.Entry<String, ParticleLocalisation>> read = read(written, ParticleLocalisation.class);

        // Then
        assertThat(read)
                .containsExactly(
                        entry("cell", localisation(3).setX(4.5).setY(-2.25).build()),
                        entry(
                                "cell/left",
                                localisation(4)
                                        .setTile("left")
                                        .setX(1.0)
                                        .setY(2.0)
                                        .setZ(3.0)
                                        .setQuality(4.0)
                                        .setLocalisationError(0.02)
                                        .setLengthUnit("nm")
                                        .setFrameLocalisations(17)
                                        .build()),
                        entry("cell", localisation(5).setFrameLocalisations(0).build()),
                        entry(
                                "cell/left",
                                localisation(5)
                                        .setTile("left")
                                        .setEndOfAcquisition(true)
                                        .build()));
    }

    private static ParticlePosition.Builder position(Instant time) {
        return ParticlePosition.newBuilder()
                .setAcquisition("cell")
                .setTrack("7")
                .setFrame(3)
                .setTime(time)
                .setLengthUnit("um");
    }

    private static ParticleLocalisation.Builder localisation(long frame) {
        return ParticleLocalisation.newBuilder()
                .setAcquisition("cell")
                .setFrame(frame)
                .setTime(FRAME_3.plusMillis(20 * (frame - 3)))
                .setLengthUnit("um");
    }

    private static <T extends SpecificRecordBase> List<Map.Entry<String, T>> read(
            List<Map.Entry<String, byte[]>> written, Class<T> type) {
        return written.stream()
                .map(line ->
                        entry(line.getKey(), FORMAT.serde(type).deserializer().deserialize("", line.getValue())))
                .toList();
    }

    /** Keys and values, in the order of the file. */
    private static List<Map.Entry<String, byte[]>> written() throws IOException {
        try (InputStream file = PythonClientRecordsTest.class.getResourceAsStream("/python-client-records.txt")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", 2))
                    .map(line -> entry(line[0], HexFormat.of().parseHex(line[1])))
                    .toList();
        }
    }
}
