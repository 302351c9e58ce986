package io.wanderscope.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.wanderscope.schema.ParticlePosition;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** What other programs' libraries write is read as it was. */
class RowsPropertyTest {
    private static final RowDefaults DEFAULTS = new RowDefaults("cell", Optional.empty(), RowDefaults.PIXEL);

    @Provide
    Arbitrary<List<ParticlePosition>> positions() {
        return position().list().ofMaxSize(20);
    }

    private static Arbitrary<ParticlePosition> position() {
        Arbitrary<Double> coordinates =
                Arbitraries.doubles().between(-1e15, 1e15).ofScale(9);
        return Combinators.combine(
                        Arbitraries.strings()
                                .withChars("a7 ,;\"'\\/{}:\u00e4\u03bc\u4e2d")
                                .ofMinLength(1)
                                .ofMaxLength(12),
                        Arbitraries.longs().greaterOrEqual(0),
                        Arbitraries.longs().between(-60_000_000_000_000_000L, 250_000_000_000_000_000L),
                        coordinates,
                        coordinates.injectNull(0.3),
                        Arbitraries.of("um", "px", "nm"),
                        Arbitraries.of(true, false))
                .as((track, frame, time, x, z, unit, isEnd) -> new ParticlePosition(
                        "cell",
                        track,
                        frame,
                        Instant.EPOCH.plus(time, ChronoUnit.MICROS),
                        isEnd ? null : x,
                        isEnd ? null : -x,
                        z,
                        z,
                        unit,
                        isEnd));
    }

    @Property(seed = "20261130", tries = 200)
    void jsonIsReadAsJacksonWritesIt(
            @ForAll("positions") List<ParticlePosition> written, @ForAll @IntRange(min = 1, max = 70) int atOnce)
            throws Exception {
        // When
        List<ParticlePosition> read = read(json(written), RowFormat.NDJSON, atOnce);

        // Then
        assertThat(read).isEqualTo(written);
    }

    @Property(seed = "20261130", tries = 200)
    void csvIsReadAsCommonsCsvWritesIt(
            @ForAll("positions") List<ParticlePosition> written, @ForAll @IntRange(min = 1, max = 70) int atOnce)
            throws Exception {
        // When
        List<ParticlePosition> read = read(csv(written), RowFormat.CSV, atOnce);

        // Then
        assertThat(read).isEqualTo(written);
    }

    private static String json(List<ParticlePosition> positions) throws IOException {
        StringWriter text = new StringWriter();
        for (ParticlePosition each : positions) {
            try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
                json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
                json.writeStartObject();
                json.writeStringField("track", each.getTrack());
                json.writeNumberField("frame", each.getFrame());
                json.writeNumberField("time", microseconds(each));
                for (String name : List.of("x", "y", "z", "quality")) {
                    json.writeFieldName(name);
                    Object value = each.get(name);
                    if (value == null) {
                        json.writeNull();
                    } else {
                        json.writeNumber((Double) value);
                    }
                }
                json.writeStringField("length_unit", each.getLengthUnit());
                json.writeBooleanField("end_of_track", each.getEndOfTrack());
                json.writeEndObject();
            }
            text.write('\n');
        }
        return text.toString();
    }

    private static String csv(List<ParticlePosition> positions) throws IOException {
        StringWriter text = new StringWriter();
        try (CSVPrinter csv = new CSVPrinter(text, CSVFormat.RFC4180)) {
            csv.printRecord("frame", "track", "time", "x", "y", "z", "quality", "length_unit", "end_of_track");
            for (ParticlePosition each : positions) {
                csv.printRecord(
                        each.getFrame(),
                        each.getTrack(),
                        each.getTime(),
                        each.getX(),
                        each.getY(),
                        each.getZ(),
                        each.getQuality(),
                        each.getLengthUnit(),
                        each.getEndOfTrack());
            }
        }
        return text.toString();
    }

    private static long microseconds(ParticlePosition position) {
        // ChronoUnit.MICROS.between counts in nanoseconds, of which a long holds only 292 years.
        Instant time = position.getTime();
        return 1_000_000 * time.getEpochSecond() + time.getNano() / 1_000;
    }

    private static List<ParticlePosition> read(String rows, RowFormat format, int atOnce) throws Exception {
        InputStream bytes = new SlowBytes(rows.getBytes(StandardCharsets.UTF_8), atOnce);
        InstantSource clock = InstantSource.fixed(Instant.parse("9999-12-31T23:00:00Z"));
        RowReader<ParticlePosition> reader = new RowReader<>(bytes, format, RecordType.POSITIONS, DEFAULTS, clock);
        List<ParticlePosition> records = new ArrayList<>();
        for (Optional<ParticlePosition> next = reader.next(); next.isPresent(); next = reader.next()) {
            records.add(next.get());
        }
        return records;
    }
}
