package io.wanderscope.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.cluster.EmbeddedBroker;
import io.wanderscope.cluster.RequiredTopics;
import io.wanderscope.cluster.TopicCreation;
import io.wanderscope.schema.ParticleLocalisation;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.wire.WireFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecordBase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("broker")
class PublishTest {
    private static final StreamTopics TOPICS = StreamTopics.defaults().withLocalisations("localisations");
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path folder;

    private final EmbeddedBroker broker = EmbeddedBroker.start();
    private final Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
    private final TypedCommands commands = new TypedCommands();
    private Path configuration;

    @BeforeEach
    void configure() throws IOException {
        RequiredTopics.ensure(client, TOPICS, TopicCreation.onOneBroker(2));
        configuration = Files.write(
                folder.resolve("wanderscope.properties"),
                List.of(
                        "bootstrap.servers=" + broker.bootstrapServers(),
                        "topics.localisations=localisations",
                        "linking.max.displacement=1"));
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private <T extends SpecificRecordBase> List<T> published(String topic, Class<T> type) {
        return CommittedRecords.of(client, topic).stream()
                .map(record -> WireFormat.singleObject()
                        .serde(type)
                        .deserializer()
                        .deserialize(record.topic(), record.value()))
                .toList();
    }

    private List<ParticlePosition> positions() {
        return published(TOPICS.positions(), ParticlePosition.class);
    }

    @Test
    void aTrackingFileIsPublishedAsItWasRecorded() throws Exception {
        // Given
        Path table = file("cell 1.csv", "track,frame,x,y\n1,0,0.5,1\n1,1,0.75,1\n2,1,3,4\n");

        // When
        int code = commands.execute(
                "publish", table, "--config", configuration, "--start", START, "--frame-interval", "0.5", "--end-mark");

        // Then
        assertThat(code).as(commands.err()).isZero();
        assertThat(positions())
                .containsExactlyInAnyOrder(
                        position("1", 0, 0.5, 1.0),
                        position("1", 1, 0.75, 1.0),
                        mark("1", 1),
                        position("2", 1, 3.0, 4.0),
                        mark("2", 1));
        assertThat(commands.out()).isEqualTo("5 records published to particle-positions as acquisition cell 1\n");
    }

    private static ParticlePosition position(String track, long frame, double x, double y) {
        return new ParticlePosition(
                "cell 1", track, frame, START.plusMillis(500 * frame), x, y, null, null, "px", false);
    }

    private static ParticlePosition mark(String track, long frame) {
        return new ParticlePosition(
                "cell 1", track, frame, START.plusMillis(500 * frame), null, null, null, null, "px", true);
    }

    @Test
    void aGrowingFileIsFollowedUntilTheCommandIsStopped() throws Exception {
        // Given
        Path growing = file("cell 1.csv", "id,frame,x,y,intensity\n1,0,0.5,1,900\n");
        Thread publishing =
                following(growing, "--columns", "track=id", "--start", START, "--frame-interval", "0.5", "--end-mark");
        await("the first row", () -> positions().size() == 1);

        // When
        Files.writeString(growing, "1,1,0.75,1,910\nnonsense\n2,1,3,4,1\n2,2,7", StandardOpenOption.APPEND);
        await("the next rows", () -> positions().size() == 3);
        publishing.interrupt();
        publishing.join();

        // Then
        assertThat(positions())
                .containsExactlyInAnyOrder(
                        position("1", 0, 0.5, 1.0),
                        position("1", 1, 0.75, 1.0),
                        mark("1", 1),
                        position("2", 1, 3.0, 4.0),
                        mark("2", 1));
        assertThat(commands.out())
                .isEqualTo("5 records published to particle-positions as acquisition cell 1; 1 row left out\n");
        assertThat(commands.err())
                .contains(
                        growing + ": not published, because they are no fields: intensity",
                        growing + ": line 4: the row has 1 values, and the first line names 5; the row is left out",
                        growing + ": its last line has no end yet and was left out");
    }

    private Thread following(Path growing, Object... more) {
        List<Object> arguments = new ArrayList<>(List.of("publish", growing, "--config", configuration, "--follow"));
        arguments.addAll(List.of(more));
        Thread publishing = new Thread(() -> commands.execute(arguments.toArray()));
        publishing.start();
        return publishing;
    }

    @Test
    void aFileThatIsWrittenAnewWithMoreIsPublishedFromItsBeginning() throws Exception {
        // Given
        Path growing = file("cell.ndjson", rows(0, 5));
        Thread publishing = following(growing);
        await("the first rows", () -> positions().size() == 5);

        // When
        Files.writeString(growing, rows(5, 40));

        // Then
        await("all rows", () -> positions().size() >= 40);
        publishing.interrupt();
        publishing.join();
        assertThat(positions())
                .extracting(ParticlePosition::getFrame)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 40).mapToObj(Long::valueOf).toList());
        assertThat(commands.err()).contains("from its beginning");
    }

    @Test
    void nothingIsLostWhileTheBrokerIsAway() throws Exception {
        // Given
        Path growing = file("cell.ndjson", rows(0, 1_000));
        Thread publishing = following(growing);
        await("the first rows", () -> positions().size() == 1_000);

        // When
        broker.halt();
        Files.writeString(growing, rows(1_000, 3_000), StandardOpenOption.APPEND);
        broker.resume();

        // Then
        await("all rows", () -> positions().size() >= 3_000);
        publishing.interrupt();
        publishing.join();
        assertThat(positions())
                .extracting(ParticlePosition::getFrame)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 3_000).mapToObj(Long::valueOf).toList());
        assertThat(commands.out()).startsWith("3000 records published");
    }

    private static String rows(int begin, int end) {
        return IntStream.range(begin, end)
                .mapToObj(frame -> "{\"track\":" + frame % 7 + ",\"frame\":" + frame + ",\"x\":1,\"y\":2,\"time\":\""
                        + START.plusMillis(frame) + "\"}\n")
                .collect(Collectors.joining());
    }

    @Test
    void localisationsGoToTheTopicThatIsLinked() throws Exception {
        // Given
        Path spots = file("spots.csv", "t,xnm,ynm,tile\n0,100,200,a\n1,150,200,a\n0,5,5,b\n");

        // When
        int code = commands.execute(
                "publish",
                spots,
                "--config",
                configuration,
                "--localisations",
                "--end-mark",
                "--columns",
                "frame=t,x=xnm,y=ynm",
                "--length-unit",
                "nm",
                "--start",
                START,
                "--frame-interval",
                "0.5");

        // Then
        assertThat(code).as(commands.err()).isZero();
        List<ParticleLocalisation> published = published("localisations", ParticleLocalisation.class);
        assertThat(published)
                .filteredOn(ParticleLocalisation::getEndOfAcquisition)
                .hasSize(2);
        assertThat(published)
                .filteredOn(each -> !each.getEndOfAcquisition())
                .extracting(ParticleLocalisation::getX)
                .containsExactlyInAnyOrder(100.0, 150.0, 5.0);
        assertThat(commands.out()).isEqualTo("5 records published to localisations as acquisition spots\n");
    }

    @Test
    void aFileWhoseFramesAreInTheFutureIsRefusedAsAWhole() throws Exception {
        // Given
        Path table = file("cell.csv", "track,frame,x,y\n1,0,0.5,1\n1,1,0.75,1\n");

        // When
        int code = commands.execute(
                "publish", table, "--config", configuration, "--start", Instant.now(), "--frame-interval", "86400");

        // Then
        assertThat(code).isEqualTo(1);
        assertThat(commands.err()).contains("--start puts frame 1 at").hasLineCount(1);
        assertThat(positions()).isEmpty();
    }

    @Test
    void aRowFromTheFutureIsLeftOut() throws Exception {
        // Given
        Path rows =
                file("cell.csv", "tile,frame,time,x,y\n1,0,2026-03-01T12:00:00Z,1,1\n1,1,2999-03-01T12:00:00Z,1,1\n");

        // When
        int code = commands.execute("publish", rows, "--config", configuration, "--localisations");

        // Then
        assertThat(code).isEqualTo(1);
        assertThat(commands.err())
                .contains(rows + ": line 3: the time 2999-03-01T12:00:00Z is more than 60 minutes ahead");
        assertThat(published("localisations", ParticleLocalisation.class)).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("badRows")
    void aRowThatCannotBeReadIsNamedOnceAndLeftOut(String bad, String reason) throws Exception {
        // Given
        Path rows = Files.writeString(
                folder.resolve("cell.ndjson"), rows(0, 1) + bad + "\n" + rows(1, 3), StandardCharsets.ISO_8859_1);

        // When
        int code = commands.execute(
                "publish", rows, "--config", configuration, "--localisations", "--columns", "tile=track");

        // Then
        assertThat(code).isEqualTo(1);
        assertThat(commands.err())
                .contains(rows + ": line 2: the line " + reason)
                .containsOnlyOnce("line 2: ")
                .doesNotContain("line 3");
        assertThat(published("localisations", ParticleLocalisation.class)).hasSize(3);
    }

    private static Stream<Arguments> badRows() {
        return Stream.of(
                Arguments.of("{\"tile\":\"\u00b5\"}", "is not UTF-8"),
                Arguments.of("{\"x\":" + "1".repeat(1_001) + "}", "has a number or a name of more than"),
                Arguments.of("{\"extra\":" + "[".repeat(1_001) + "}", "has a number or a name of more than"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--follow --pixel-size 0.1|--pixel-size is for complete tracking files|2",
                "--length-unit um|--length-unit is for rows|2",
                "--follow --length-unit furlong|--length-unit must be a unit of length, got \"furlong\"; known units: px|2",
                "--follow --frame-interval 0.1|--frame-interval needs --start|2",
                "--follow --start 2026-03-01T12:00:00Z|--start needs --frame-interval|2",
                "--frame-interval 0|--frame-interval must be above 0 seconds|2",
                "--localisations --columns speed=v|--columns must name fields of the schema|2",
                "--localisations|line 1: no column is named frame; the first line names track, time, x, y. With|1",
                "--localisations --columns frame=t|line 1: no column is named frame or t; the first line names track,|1",
                "--start noon|must be a time such as 2026-03-01T12:00:00Z|2",
            })
    void saysInALineWhatItCannotDo(String options, String message, int expected) throws Exception {
        // Given
        Path table = file("table.csv", "track,time,x,y\n1,0,0,0\n");
        Object[] arguments = Stream.concat(
                        Stream.of("publish", table, "--config", configuration), Stream.of(options.split(" ")))
                .toArray();

        // When
        int code = commands.execute(arguments);

        // Then
        assertThat(code).isEqualTo(expected);
        assertThat(commands.err()).contains(message).hasLineCount(1);
    }

    private void await(String what, BooleanSupplier condition) {
        Awaitility.await(what)
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> condition.getAsBoolean() ? "" : "not yet: " + commands.out() + commands.err(),
                        String::isEmpty);
    }
}
