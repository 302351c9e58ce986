package io.wanderscope.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wanderscope.schema.ParticleLocalisation;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.streaming.DeadLetterCause;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowReaderTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOON);
    private static final RowDefaults WITH_TIMES =
            new RowDefaults("cell", Optional.of(new RowTimes(NOON, 0.02)), RowDefaults.PIXEL);
    private static final RowDefaults WITHOUT_TIMES = new RowDefaults("cell", Optional.empty(), RowDefaults.PIXEL);

    private static RowReader<ParticlePosition> reader(RowFormat format, RowDefaults defaults, String rows) {
        return new RowReader<>(
                new ByteArrayInputStream(rows.getBytes(StandardCharsets.UTF_8)),
                format,
                RecordType.POSITIONS,
                defaults,
                CLOCK);
    }

    private static List<ParticlePosition> read(RowFormat format, String rows) throws Exception {
        RowReader<ParticlePosition> reader = reader(format, WITH_TIMES, rows);
        List<ParticlePosition> records = new ArrayList<>();
        for (Optional<ParticlePosition> next = reader.next(); next.isPresent(); next = reader.next()) {
            records.add(next.get());
        }
        return records;
    }

    private static RowException failure(RowFormat format, RowDefaults defaults, String rows) {
        return catchThrowableOfType(
                RowException.class, () -> reader(format, defaults, rows).next());
    }

    @Test
    void aRowOfEveryFieldBecomesARecordOfEveryField() throws Exception {
        // When
        List<ParticlePosition> read = read(RowFormat.NDJSON, """
            {"acquisition":"cell","track":"7","frame":3,"time":"2026-03-01T13:00:00.123456789+01:00","x":1.5,"y":-2,\
            "z":0.25,"quality":9,"length_unit":"um","end_of_track":false}
            """);

        // Then
        assertThat(read)
                .containsExactly(new ParticlePosition(
                        "cell", "7", 3L, NOON.plusNanos(123_456_000), 1.5, -2.0, 0.25, 9.0, "um", false));
    }

    @Test
    void localisationsHaveFieldsOfTheirOwn() throws Exception {
        // Given
        String rows = """
            {"tile":"a","frame":3,"x":1.5,"y":-2,"z":1,"quality":9,"localisation_error":0.02,"length_unit":"um",\
            "frame_localisations":2}
            {"frame":4,"frame_localisations":0}
            {"frame":4,"end_of_acquisition":true}
            """;
        RowReader<ParticleLocalisation> reader = new RowReader<>(
                new ByteArrayInputStream(rows.getBytes(StandardCharsets.UTF_8)),
                RowFormat.NDJSON,
                RecordType.LOCALISATIONS,
                WITH_TIMES,
                CLOCK);

        // When
        List<ParticleLocalisation> read = List.of(
                reader.next().orElseThrow(),
                reader.next().orElseThrow(),
                reader.next().orElseThrow());

        // Then
        assertThat(read)
                .containsExactly(
                        new ParticleLocalisation(
                                "cell", "a", 3L, NOON.plusMillis(60), 1.5, -2.0, 1.0, 9.0, 0.02, "um", 2, false),
                        new ParticleLocalisation(
                                "cell", null, 4L, NOON.plusMillis(80), null, null, null, null, null, "px", 0, false),
                        new ParticleLocalisation(
                                "cell", null, 4L, NOON.plusMillis(80), null, null, null, null, null, "px", null, true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"frame\":0,\"x\":0,\"y\":0,\"track\":\"1\"}|UNREADABLE",
                "{\"frame\":0,\"x\":0,\"y\":0,\"frame_localisations\":4294967296}|UNREADABLE",
                "{\"frame\":0,\"x\":0,\"y\":0,\"frame_localisations\":-1}|INVALID_COUNT",
                "{\"frame\":0}|INVALID_COORDINATES",
            })
    void localisationsAreCheckedByTheirOwnRules(String row, DeadLetterCause cause) {
        // Given
        RowReader<ParticleLocalisation> reader = new RowReader<>(
                new ByteArrayInputStream(row.getBytes(StandardCharsets.UTF_8)),
                RowFormat.NDJSON,
                RecordType.LOCALISATIONS,
                WITH_TIMES,
                CLOCK);

        // When
        RowException failure = catchThrowableOfType(RowException.class, reader::next);

        // Then
        assertThat(failure.rejection()).isEqualTo(cause);
    }

    @Test
    void csvAndJsonMeanTheSame() throws Exception {
        // Given
        String json = """
            {"track":17,"frame":0,"x":1,"y":2}

            {"track":"a, b","frame":"1","x":"3.5","y":4e-1,"z":null}
            {"track":17,"frame":2,"end_of_track":true}
            """;
        String csv = """
            \uFEFFtrack, frame,x,y,z,end_of_track\r
            17,0,1,2,,\r
            "a, b",1.0, 3.5,0.4,,false\r
            \r
            17,2,,,,True\
            """;

        // When
        List<ParticlePosition> ofCsv = read(RowFormat.CSV, csv);

        // Then
        assertThat(ofCsv).hasSize(3).isEqualTo(read(RowFormat.NDJSON, json));
        assertThat(ofCsv)
                .extracting(ParticlePosition::getTime)
                .containsExactly(NOON, NOON.plusMillis(20), NOON.plusMillis(40));
        assertThat(ofCsv.get(0).getLengthUnit()).isEqualTo("px");
    }

    @ParameterizedTest
    @CsvSource({
        "1772366400123456, 2026-03-01T12:00:00.123456Z",
        "2026-03-01T12:00:00Z, 2026-03-01T12:00:00Z",
        "2026-03-01T14:00:00+02:00, 2026-03-01T12:00:00Z",
        "-1, 1969-12-31T23:59:59.999999Z"
    })
    void aTimeIsInMicrosecondsOrAsIso8601(String written, Instant expected) throws Exception {
        // When
        Optional<ParticlePosition> read = reader(
                        RowFormat.CSV, WITHOUT_TIMES, "track,frame,time,x,y\n1,0," + written + ",0,0")
                .next();

        // Then
        assertThat(read).map(ParticlePosition::getTime).hasValue(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1]|must be a JSON object",
                "{\"track\":\"1\",\"frame\":0,\"x\":0,\"y\":0} {}|something follows the JSON object",
                "{\"track\":\"1\",\"frame\":0|the line is not JSON",
                "{\"track\":\"1\",\"Frame\":0}|unknown field \"Frame\"; a position has [acquisition, track, frame,"
                        + " time,",
                "{\"track\":\"1\",\"tile\":\"a\"}|unknown field \"tile\"",
                "{\"track\":\"1\",\"frame\":0,\"frame\":1}|frame is given twice",
                "{\"track\":\"1\",\"frame\":0,\"x\":[1],\"y\":0}|x must be a single value",
                "{\"track\":\"1\",\"frame\":0,\"x\":\"1f\",\"y\":0}|x must be a number, got \"1f\"",
                "{\"track\":\"1\",\"frame\":0,\"x\":\"0x1p3\",\"y\":0}|x must be a number, got \"0x1p3\"",
                "{\"track\":\"1\",\"frame\":0.5,\"x\":0,\"y\":0}|frame must be a whole number of 64 bits, got \"0.5\"",
                "{\"track\":\"1\",\"frame\":1e999999999,\"x\":0,\"y\":0}|frame must be a whole number of 64 bits",
                "{\"track\":\"1\",\"frame\":99999999999999999999,\"x\":0,\"y\":0}|frame must be a whole number of 64"
                        + " bits",
                "{\"track\":\"1\",\"x\":0,\"y\":0}|the row has no frame",
                "{\"track\":\"1\",\"frame\":0,\"time\":\"2026-03-01T12:00:00\",\"x\":0,\"y\":0}|time must be a time"
                        + " with its zone",
                "{\"track\":\"1\",\"frame\":0,\"end_of_track\":\"yes\"}|end_of_track must be true or false, got"
                        + " \"yes\"",
                "{\"acquisition\":\"other\",\"track\":\"1\",\"frame\":0,\"x\":0,\"y\":0}|the row is of the acquisition"
                        + " \"other\"",
                "{\"track\":\"1\",\"frame\":0,\"x\":0,\"y\":0,\"length_unit\":\"furlong\"}|length_unit must be a unit of"
                        + " length, got \"furlong\"; known units: px, um, nm, mm, m and angstrom",
                "{\"track\":\"\\ud800\",\"frame\":0,\"x\":0,\"y\":0}|track is not valid text",
                "{\"track\":\"1\",\"frame\":9000000000000000000,\"x\":0,\"y\":0}|thousands of years away",
            })
    void aRowThatCannotBeReadIsToldWithItsLine(String row, String detail) {
        // When
        RowException failure = failure(RowFormat.NDJSON, WITH_TIMES, "\n" + row);

        // Then
        assertThat(failure.line()).isEqualTo(2);
        assertThat(failure.rejection()).isEqualTo(DeadLetterCause.UNREADABLE);
        assertThat(failure).hasMessageStartingWith("line 2: ").hasMessageContaining(detail);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"frame\":0,\"x\":0,\"y\":0}|MISSING_IDENTITY",
                "{\"track\":\"1\",\"frame\":-1,\"x\":0,\"y\":0}|NEGATIVE_FRAME",
                "{\"track\":\"1\",\"frame\":0,\"x\":NaN,\"y\":0}|INVALID_COORDINATES",
                "{\"track\":\"1\",\"frame\":0,\"y\":0}|INVALID_COORDINATES",
                "{\"track\":\"1\",\"frame\":0,\"x\":0,\"y\":1e16}|INVALID_COORDINATES",
                "{\"track\":\"1\",\"frame\":0,\"x\":0,\"y\":0,\"end_of_track\":true}|INVALID_COORDINATES",
                "{\"track\":\"1\",\"frame\":0,\"time\":\"+10000-01-01T00:00:00Z\",\"x\":0,\"y\":0}|INVALID_TIME",
            })
    void whatTheStreamWouldRejectIsRejectedForTheSameCause(String row, DeadLetterCause cause) {
        // When
        RowException failure = failure(RowFormat.NDJSON, WITH_TIMES, row);

        // Then
        assertThat(failure.rejection()).isEqualTo(cause);
    }

    @ParameterizedTest
    @CsvSource({
        "px, px",
        "Pixel, px",
        "um, um",
        "\u00b5m, um",
        "\u03bcm, um",
        "micron, um",
        "' um ', um",
        "nm, nm",
        "\u00c5, angstrom",
        "' ', mm",
        "'', mm"
    })
    void recordsHaveOneSpellingOfAUnit(String written, String expected) throws Exception {
        // Given
        RowDefaults millimetres = new RowDefaults("cell", WITH_TIMES.times(), " Millimetre");
        RowReader<ParticlePosition> reader = reader(
                RowFormat.NDJSON,
                millimetres,
                "{\"track\":\"1\",\"frame\":0,\"x\":0,\"y\":0,\"length_unit\":\"" + written + "\"}");

        // When
        Optional<ParticlePosition> read = reader.next();

        // Then
        assertThat(read).map(ParticlePosition::getLengthUnit).hasValue(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", ""})
    void anAcquisitionThatCannotBeAKeyIsRejected(String acquisition) {
        // When
        RowException failure = failure(
                RowFormat.NDJSON,
                new RowDefaults(acquisition, WITH_TIMES.times(), "px"),
                "{\"track\":\"1\",\"frame\":0,\"x\":0,\"y\":0}");

        // Then
        assertThat(failure.rejection())
                .isEqualTo(
                        acquisition.isEmpty() ? DeadLetterCause.MISSING_IDENTITY : DeadLetterCause.AMBIGUOUS_IDENTITY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "track,frame,x,y\\n1,0,0|the row has 3 values, and the first line names 4",
                "track,frame,x,y\\n\"1,0,0,0|a quotation mark is not closed in the same line",
                "track,frame,x,y\\n\"1\"2,0,0,0|something follows a closing quotation mark",
                "track,frame,x,x\\n|the column x is there twice",
                "id,frame,x,y\\n|unknown field \"id\"",
                "track;frame;x;y\\n|the first line has semicolons and no comma: track;frame;x;y. Separate",
            })
    void csvThatCannotBeReadIsToldInItsOwnWords(String rows, String detail) {
        // When
        RowException failure = failure(RowFormat.CSV, WITH_TIMES, rows.replace("\\n", "\n"));

        // Then
        assertThat(failure).hasMessageContaining(detail);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NDJSON|{\"id\":\"7\",\"t\":3,\"x\":1,\"y\":2,\"spots\":[1,{\"a\":2}]}",
                "CSV|id,t,x,spots,y\\n7,3,1,,2",
            })
    void withOtherNamesWhatIsNoFieldIsLeftOutAndTold(RowFormat format, String rows) throws Exception {
        // Given
        RowReader<ParticlePosition> reader = new RowReader<>(
                new ByteArrayInputStream(rows.replace("\\n", "\n").getBytes(StandardCharsets.UTF_8)),
                format,
                RecordType.POSITIONS,
                WITH_TIMES,
                RowColumns.parse("track=id, frame=t"),
                CLOCK);

        // When
        Optional<ParticlePosition> read = reader.next();

        // Then
        assertThat(read)
                .hasValue(
                        new ParticlePosition("cell", "7", 3L, NOON.plusMillis(60), 1.0, 2.0, null, null, "px", false));
        assertThat(reader.leftOut()).containsExactly("spots");
    }

    @ParameterizedTest
    @ValueSource(strings = {"track", "=id", "track=", "speed=v", "x=a,y=a"})
    void namesMustBeOfFields(String list) {
        // When
        IllegalArgumentException failure =
                catchThrowableOfType(IllegalArgumentException.class, () -> RowColumns.parse(list));

        // Then
        assertThat(failure).hasMessageStartingWith("must ").hasMessageContaining("got ");
    }

    @ParameterizedTest
    @CsvSource({"'{\"frame\":0}',NDJSON", "'\uFEFF \t{',NDJSON", "'frame,x',CSV", "'',CSV"})
    void theFormatIsToldByTheBeginning(String rows, RowFormat expected) throws Exception {
        // Given
        ByteArrayInputStream bytes = new ByteArrayInputStream(rows.getBytes(StandardCharsets.UTF_8));

        // When
        RowFormat format = RowFormat.of(bytes);

        // Then
        assertThat(format).isEqualTo(expected);
        assertThat(bytes.readAllBytes()).isEqualTo(rows.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aTimeIsNeededFromTheRowOrForAll() {
        // When
        RowException failure =
                failure(RowFormat.NDJSON, WITHOUT_TIMES, "{\"track\":\"1\",\"frame\":0,\"x\":0,\"y\":0}");

        // Then
        assertThat(failure)
                .hasMessageContaining("the row has no time, and the start and the frame interval are not given");
    }

    @ParameterizedTest
    @EnumSource(RowFormat.class)
    void nothingIsNoRecord(RowFormat format) throws Exception {
        // When
        List<ParticlePosition> read = read(format, "\n \r\n");

        // Then
        assertThat(read).isEmpty();
    }

    @Test
    void aBadRowDoesNotKeepTheNextFromBeingRead() throws Exception {
        // Given
        String tooLong = "{\"track\":\"" + "n".repeat(Lines.MAX_BYTES) + "\"}";
        RowReader<ParticlePosition> reader = reader(
                RowFormat.NDJSON,
                WITH_TIMES,
                "nonsense\n" + tooLong + "\n{\"track\":\"1\",\"frame\":5,\"x\":0,\"y\":0}");
        RowException first = catchThrowableOfType(RowException.class, reader::next);
        RowException second = catchThrowableOfType(RowException.class, reader::next);

        // When
        Optional<ParticlePosition> third = reader.next();

        // Then
        assertThat(first.line()).isEqualTo(1);
        assertThat(second).hasMessage("line 2: the line has more than 65536 bytes");
        assertThat(third).map(ParticlePosition::getFrame).hasValue(5L);
    }

    @Test
    void aTimeThatKafkaRefusesIsTheFaultOfItsRow() throws Exception {
        // Given
        RowReader<ParticlePosition> reader = reader(RowFormat.CSV, WITHOUT_TIMES, """
                track,frame,x,y,time
                1,0,1,1,2026-03-01T13:00:00Z
                1,1,1,1,2026-03-01T13:00:00.000001Z
                1,2,1,1,2026-03-01T12:00:00Z
                """);
        Optional<ParticlePosition> latest = reader.next();

        // When
        RowException failure = catchThrowableOfType(RowException.class, reader::next);

        // Then
        assertThat(failure.rejection()).isEqualTo(DeadLetterCause.INVALID_TIME);
        assertThat(failure)
                .hasMessage("line 3: the time 2026-03-01T13:00:00.000001Z is more than 60 minutes ahead of this"
                        + " machine's clock, and Kafka takes nothing from the future; correct the clock or the unit of the"
                        + " times");
        assertThat(latest).map(ParticlePosition::getFrame).hasValue(0L);
        assertThat(reader.next()).map(ParticlePosition::getFrame).hasValue(2L);
    }

    @ParameterizedTest
    @MethodSource("extremes")
    void whatIsTooLongForTheParserIsTheFaultOfItsRow(String row) throws Exception {
        // Given
        RowReader<ParticlePosition> reader = new RowReader<>(
                new ByteArrayInputStream(
                        (row + "\n{\"track\":1,\"frame\":5,\"x\":0,\"y\":0}").getBytes(StandardCharsets.UTF_8)),
                RowFormat.NDJSON,
                RecordType.POSITIONS,
                WITH_TIMES,
                RowColumns.OWN_NAMES,
                CLOCK);

        // When
        RowException failure = catchThrowableOfType(RowException.class, reader::next);

        // Then
        assertThat(failure)
                .hasMessage(
                        "line 1: the line has a number or a name of more than 1000 characters, or values nested more"
                                + " than 1000 deep; shorten it or leave it out");
        assertThat(failure.rejection()).isEqualTo(DeadLetterCause.UNREADABLE);
        assertThat(reader.next()).map(ParticlePosition::getFrame).hasValue(5L);
    }

    private static List<String> extremes() {
        String digits = "1".repeat(1_001);
        return List.of(
                "{\"x\":" + digits + "}",
                "{\"x\":0." + digits + "}",
                "{\"extra\":" + digits + "}",
                "{\"" + "n".repeat(60_000) + "\":1}",
                "{\"extra\":" + "[".repeat(1_001) + "]".repeat(1_001) + "}",
                "{\"extra\":" + "{\"a\":".repeat(1_001) + "1" + "}".repeat(1_001) + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"x\":\"\\ud83d\",\"frame\":0}",
                "{\"\\ud83d\":0}",
                "{\"frame\":\ud83d\ude00}",
                "{\"acquisition\":\"\\ud83d\",\"frame\":0}",
                "{\"length_unit\":\"\\ud83d\",\"frame\":0}",
            })
    void noMessageHasHalfOfASurrogatePair(String row) {
        // When
        RowException failure = failure(RowFormat.NDJSON, WITH_TIMES, row);

        // Then
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(failure.getMessage()))
                .as(failure.getMessage())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"NDJSON, '{\"N\":1}'", "NDJSON, '{\"x\":\"N\",\"frame\":1}'", "CSV, 'frame,N'", "CSV, 'x,y,N'"})
    void aMessageQuotesTheBeginningOfWhatIsLong(RowFormat format, String row) {
        // When
        RowException failure = failure(format, WITH_TIMES, row.replace("N", "n".repeat(900)));

        // Then
        assertThat(failure.getMessage()).contains("nnn…").hasSizeLessThan(500);
    }

    @Test
    void tabsAreNamedAsTheFaultOfAFirstLineWhateverItsColumnsAreCalled() {
        // Given
        RowReader<ParticleLocalisation> reader = new RowReader<>(
                new ByteArrayInputStream("t\tx\ty\n0\t1\t1\n".getBytes(StandardCharsets.UTF_8)),
                RowFormat.CSV,
                RecordType.LOCALISATIONS,
                WITH_TIMES,
                RowColumns.parse("frame=t"),
                CLOCK);

        // When
        RowException failure = catchThrowableOfType(RowException.class, reader::next);

        // Then
        assertThat(failure)
                .hasMessage(
                        "line 1: the first line has tabs and no comma: t\tx\ty. Separate the columns by" + " commas");
        assertThat(failure.isOfHeader()).isTrue();
    }

    @Test
    void aStartThatNoFrameCanFollowIsTheFaultOfTheRow() {
        // Given
        RowDefaults atTheEnd = new RowDefaults("cell", Optional.of(new RowTimes(Instant.MAX, 0.02)), "px");

        // When
        RowException failure = failure(RowFormat.NDJSON, atTheEnd, "{\"track\":\"1\",\"frame\":1,\"x\":0,\"y\":0}");

        // Then
        assertThat(failure).hasMessage("line 1: the time of frame 1 is thousands of years away");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 65_536})
    void aLineThatIsNotUtf8IsLeftOutWhereverItLies(int atOnce) throws Exception {
        // Given
        byte[] latin1 = "track,frame,x,y\n1,0,0,0\nZelle-\u00e4,1,0,0\n1,2,0,0\n".getBytes(StandardCharsets.ISO_8859_1);
        RowReader<ParticlePosition> reader =
                new RowReader<>(new SlowBytes(latin1, atOnce), RowFormat.CSV, RecordType.POSITIONS, WITH_TIMES, CLOCK);
        Optional<ParticlePosition> before = reader.next();

        // When
        RowException failure = catchThrowableOfType(RowException.class, reader::next);

        // Then
        assertThat(failure).hasMessage("line 3: the line is not UTF-8");
        assertThat(failure.isOfHeader()).isFalse();
        assertThat(before).map(ParticlePosition::getFrame).hasValue(0L);
        assertThat(reader.next()).map(ParticlePosition::getFrame).hasValue(2L);
        assertThat(reader.next()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"track\u00e4, the line is not UTF-8", "long, the line has more than 65536 bytes"})
    void aFirstLineOfCsvThatCannotBeReadNamesNoColumns(String name, String detail) {
        // Given
        String header = name.equals("long") ? "x".repeat(Lines.MAX_BYTES + 1) : name;
        RowReader<ParticlePosition> reader = new RowReader<>(
                new ByteArrayInputStream((header + "\n1,0,0,0\n").getBytes(StandardCharsets.ISO_8859_1)),
                RowFormat.CSV,
                RecordType.POSITIONS,
                WITH_TIMES,
                CLOCK);

        // When
        RowException failure = catchThrowableOfType(RowException.class, reader::next);

        // Then
        assertThat(failure).hasMessage("line 1: " + detail);
        assertThat(failure.isOfHeader()).isTrue();
    }

    @Test
    void aLineThatIsNotUtf8IsRefused() {
        // Given
        byte[] latin1 = "{\"track\":\"Zelle-ä\"}".getBytes(StandardCharsets.ISO_8859_1);
        RowReader<ParticlePosition> reader = new RowReader<>(
                new ByteArrayInputStream(latin1), RowFormat.NDJSON, RecordType.POSITIONS, WITH_TIMES, CLOCK);

        // When
        RowException failure = catchThrowableOfType(RowException.class, reader::next);

        // Then
        assertThat(failure).hasMessage("line 1: the line is not UTF-8");
    }
}
