package io.wanderscope.streaming.tracks;

import static io.wanderscope.streaming.TopologyHarness.mark;
import static io.wanderscope.streaming.TopologyHarness.moving;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.wanderscope.streaming.LiveWhenBehind;
import io.wanderscope.streaming.StreamSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Stores that the version before wrote, in which every position has an entry of its own: {@code shuffled} with 25 positions
 * in any order and two duplicates, {@code sliding} with 45 positions and its second result due, {@code ending} with its
 * final result due, and {@code ended}. Windows have 30 points at most.
 */
class UpgradeTest {
    private final Partition partition = new Partition(StreamSettings.defaults()
            .with(StreamSettings.MAXIMUM_POINTS, 30)
            .with(StreamSettings.LIVE_WHEN_BEHIND, LiveWhenBehind.ALL));

    @BeforeEach
    void resume() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                UpgradeTest.class.getResourceAsStream("stores-with-an-entry-per-position.txt"),
                StandardCharsets.US_ASCII))) {
            lines.lines()
                    .map(line -> line.split(" "))
                    .forEach(entry -> partition
                            .store(entry[0])
                            .put(
                                    Bytes.wrap(HexFormat.of().parseHex(entry[1])),
                                    HexFormat.of().parseHex(entry[2])));
        }
        partition.resumeAt(98).start();
    }

    @Test
    void givesTheResultsThatWereDue() {
        // Given, When
        List<DueTrajectory> sent = partition.sendDue();

        // Then
        assertThat(sent)
                .extracting(
                        each -> each.due().track().track(),
                        each -> each.due().revision(),
                        DueTrajectory::firstFrame,
                        DueTrajectory::points)
                .containsExactly(tuple("sliding", 2, 10L, 30), tuple("ending", 1, 5L, 12));
    }

    @Test
    void goesOnWithTheTracksThatWereOpen() {
        // Given
        partition.sendDue();

        // When
        TrackLifecycle.Outcome duplicate = partition.receive(moving("shuffled", 7));
        partition.receiveFrames("shuffled", 25, 40);
        partition.receive(mark("shuffled", 40));

        // Then
        assertThat(duplicate).isEqualTo(TrackLifecycle.Outcome.DUPLICATE);
        List<DueTrajectory> sent = partition.sendDue();
        assertThat(sent)
                .extracting(
                        each -> each.due().revision(),
                        each -> each.due().accepted(),
                        each -> each.due().duplicates())
                .containsExactly(tuple(2, 40L, 3L), tuple(3, 40L, 3L));
        TrajectoryWindow window = sent.get(1).window().orElseThrow();
        assertThat(window.firstFrame()).isEqualTo(10);
        assertThat(window.interpolatedFrames()).isEmpty();
        assertThat(window.trajectory().y(0)).isEqualTo(Math.sin(10));
        assertThat(window.trajectory().y(29)).isEqualTo(Math.sin(39));
    }

    @Test
    void keepsNothingOfTheEarlierLayoutOnceItsPositionsHaveSlidOutOfTheWindow() {
        // Given
        partition.sendDue();

        // When positions are taken in, with a restart between
        partition.receiveFrames("sliding", 45, 80);
        partition.sendDue();
        partition.start();
        partition.receiveFrames("sliding", 80, 120);
        List<DueTrajectory> sent = partition.sendDue();

        // Then
        assertThat(sent.get(sent.size() - 1).lastFrame()).isEqualTo(119);
        assertThat(sent.get(sent.size() - 1).points()).isEqualTo(30);
        assertThat(partition.store(Partition.POSITIONS).approximateNumEntries()).isEqualTo(25 + 2);
    }

    @Test
    void deletesAllEntriesAfterTheFinalResult() {
        // Given
        partition.sendDue();
        partition.receiveFrames("sliding", 45, 60);
        LongStream.range(0, 3).forEach(frame -> partition.receive(moving("shuffled", 25 + frame)));

        // When
        partition.receive(mark("sliding", 60));
        partition.receive(mark("shuffled", 60));
        partition.sendDue();

        // Then
        assertThat(partition.store(Partition.POSITIONS).approximateNumEntries()).isZero();
        assertThat(partition.store(Partition.TRACKS).approximateNumEntries()).isZero();
    }

    @Test
    void stillRejectsPositionsOfATrackThatHadItsFinal() {
        // Given, When
        TrackLifecycle.Outcome outcome = partition.receive(moving("ended", 12));

        // Then
        assertThat(outcome).isEqualTo(TrackLifecycle.Outcome.AFTER_FINAL);
    }

    @Test
    void goesOnWithTheClock() {
        // Given, When, Then
        assertThat(partition.tracks().clock().elapsed()).isEqualTo(97);
    }
}
