package io.wanderscope.streaming.population;

import static io.wanderscope.streaming.population.PopulationTask.MICROMETRES;
import static io.wanderscope.streaming.population.PopulationTask.START;
import static io.wanderscope.streaming.population.PopulationTask.contribution;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.wanderscope.schema.AcquisitionPopulation;
import io.wanderscope.schema.TimeUnit;
import io.wanderscope.streaming.HeldInference;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.streaming.TimeSettings;
import io.wanderscope.streaming.TopologyNames;
import io.wanderscope.streaming.tracks.CountingStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

/** The populations of acquisitions and windows while tracks end. */
class PopulationTest {
    private static final StreamSettings SETTINGS = StreamSettings.defaults();
    private static final Duration WINDOW = SETTINGS.time().compositionWindow();
    private static final Duration RETENTION = SETTINGS.time().endedRetention();
    private static final Duration TURN = Duration.ofMillis(200);
    private static final TrackUnit PIXELS = new TrackUnit("px", 1, TimeUnit.S);

    private final PopulationTask task = new PopulationTask(SETTINGS);

    @Test
    void isPublishedForTheAcquisitionAndForTheWindowInWhichATrackEnded() {
        // Given
        task.track(WINDOW.minusMillis(1), contribution(MICROMETRES, 1));
        task.track(WINDOW, contribution(MICROMETRES, 2));

        // When
        task.settle();

        // Then
        assertThat(task.latest().entrySet())
                .extracting(
                        each -> each.getKey(),
                        each -> each.getValue().getTracks(),
                        each -> each.getValue().getWindowStart(),
                        each -> each.getValue().getWindowEnd())
                .containsExactlyInAnyOrder(
                        tuple("cell", 2L, null, null),
                        tuple("cell/2026-01-01T00:00:00Z", 1L, START, START.plus(WINDOW)),
                        tuple("cell/2026-01-01T00:01:00Z", 1L, START.plus(WINDOW), START.plus(WINDOW.multipliedBy(2))));
        assertThat(task.sent())
                .filteredOn(record -> record.key().equals("cell"))
                .last()
                .extracting(Record::timestamp)
                .isEqualTo(START.plus(WINDOW).toEpochMilli());
        assertThat(task.due()).isZero();
    }

    @Test
    void isDueWhenItHasGrownByATenth() {
        // Given
        task.tracks(100);
        task.settle();
        int before = task.sentForWhole().size();

        // When
        task.tracks(9);
        task.pass(TURN);
        int afterNine = task.sentForWhole().size();
        task.tracks(1);
        task.pass(TURN);

        // Then
        assertThat(afterNine).isEqualTo(before);
        assertThat(task.sentForWhole()).hasSize(before + 1).last().isEqualTo(110L);
    }

    @Test
    void isDueWhenNoTrackHasEndedForASecond() {
        // Given
        task.tracks(100);
        task.settle();
        int before = task.sentForWhole().size();
        task.tracks(1);

        // When
        task.pass(Duration.ofMillis(999));
        int tooEarly = task.sentForWhole().size();
        task.pass(Duration.ofMillis(1));

        // Then
        assertThat(tooEarly).isEqualTo(before);
        assertThat(task.sentForWhole()).hasSize(before + 1).last().isEqualTo(101L);
    }

    @Test
    void waitsForNothingAndTakesNoTurnsWhenItsLastRecordHasAllTracks() {
        // Given
        task.tracks(3);

        // When
        task.settle();

        // Then
        assertThat(task.isDue()).isFalse();
        assertThat(task.store(TopologyNames.POPULATION_DUE_STORE).approximateNumEntries())
                .isZero();
    }

    @Test
    void ofManyAcquisitionsTakesTurns() {
        // Given
        for (int acquisition = 0; acquisition < 5; acquisition++) {
            task.track("cell" + acquisition, Duration.ZERO, contribution(MICROMETRES, acquisition));
        }

        // When
        task.settle();

        // Then three whole acquisitions come before each window
        List<Boolean> whole = task.sent().stream()
                .map(record -> record.value().getWindowStart() == null)
                .toList();
        assertThat(whole).containsExactly(true, true, true, false, true, true, false, false, false, false);
        assertThat(task.latest()).hasSize(10);
    }

    @Test
    void isThatOfTheUnitOfMostTracks() {
        // Given
        task.track(Duration.ZERO, contribution(MICROMETRES, 1));
        task.track(Duration.ZERO, contribution(PIXELS, 2));
        task.track(Duration.ZERO, contribution(PIXELS, 3));

        // When
        task.settle();

        // Then
        AcquisitionPopulation population = task.latest().get("cell");
        assertThat(population.getLengthUnit()).isEqualTo("px");
        assertThat(population.getTracks()).isEqualTo(2);
        assertThat(population.getOtherUnitTracks()).isEqualTo(1);
    }

    @Test
    void isThatOfTheFirstUnitInTheAlphabetWhereTwoHaveAsManyTracks() {
        // Given
        task.track(Duration.ZERO, contribution(MICROMETRES, 1));
        task.track(Duration.ZERO, contribution(PIXELS, 2));

        // When
        task.settle();

        // Then
        assertThat(task.latest().get("cell").getLengthUnit()).isEqualTo("px");
    }

    @Test
    void onlyCountsTheTracksInTheNinthUnit() {
        // Given
        for (int unit = 0; unit < 10; unit++) {
            task.track(Duration.ZERO, contribution(new TrackUnit("unit " + unit, 1, TimeUnit.FRAME), unit));
        }

        // When
        task.settle();

        // Then
        AcquisitionPopulation population = task.latest().get("cell");
        assertThat(population.getTracks()).isEqualTo(1);
        assertThat(population.getOtherUnitTracks()).isEqualTo(9);
        assertThat(task.stored(PopulationKey.whole("cell")).byUnit()).hasSize(8);
    }

    @Test
    void ofALateTrackIsThatOfTheWholeAcquisitionOnly() {
        // Given
        task.track(RETENTION.plus(WINDOW), contribution(MICROMETRES, 1));

        // When
        task.track(Duration.ZERO, contribution(MICROMETRES, 2));
        task.settle();

        // Then
        assertThat(task.latest().get("cell").getTracks()).isEqualTo(2);
        assertThat(task.latest()).hasSize(2);
        assertThat(task.counted("wanderscope.population.late")).isEqualTo(1);
    }

    @Test
    void isDeletedWithItsWindowAndStartsAgainWhenNoTrackHasArrivedForTheRetention() {
        // Given
        task.tracks(70);
        task.settle();

        // When
        task.expire(RETENTION.plus(WINDOW));

        // Then
        assertThat(task.store(TopologyNames.POPULATION_STORE).approximateNumEntries())
                .isZero();
        task.track(RETENTION.plus(WINDOW), contribution(MICROMETRES, 1));
        task.settle();
        assertThat(task.latest().get("cell").getTracks()).isEqualTo(1);
    }

    @Test
    void isKeptWhileTracksArriveAlthoughItsFirstWindowIsDeleted() {
        // Given
        task.tracks(3);
        task.track(Duration.ofDays(5), contribution(MICROMETRES, 4));
        task.settle();

        // When
        task.expire(RETENTION.plus(WINDOW));

        // Then
        assertThat(task.stored(new PopulationKey(START.toEpochMilli(), "cell"))).isNull();
        assertThat(task.stored(PopulationKey.whole("cell")).tracks()).isEqualTo(4);
    }

    @Test
    void ofAnExpiredWindowIsDeletedAlthoughItsAcquisitionIsDueAgain() {
        // Given
        task.tracks(3);
        task.settle();
        task.track(RETENTION.plus(WINDOW), contribution(MICROMETRES, 4));

        // When
        task.expire(RETENTION.plus(WINDOW));

        // Then
        assertThat(task.stored(new PopulationKey(START.toEpochMilli(), "cell"))).isNull();
        task.settle();
        assertThat(task.latest().get("cell").getTracks()).isEqualTo(4);
    }

    @Test
    void isNotDeletedBeforeItIsPublished() {
        // Given
        task.tracks(3);

        // When
        task.expire(RETENTION.plus(WINDOW));
        task.settle();

        // Then
        assertThat(task.latest().get("cell").getTracks()).isEqualTo(3);
        task.expire(RETENTION.plus(WINDOW));
        assertThat(task.store(TopologyNames.POPULATION_STORE).approximateNumEntries())
                .isZero();
    }

    @Test
    void ofTheOldestWindowsIsGivenUpWhenTooManyExpireUnpublished() {
        // Given
        int windows = DuePopulations.MAXIMUM_OVERDUE + 100;
        for (int window = 0; window < windows; window++) {
            task.track(WINDOW.multipliedBy(window), contribution(MICROMETRES, window));
        }

        // When
        task.expire(RETENTION.plus(WINDOW.multipliedBy(windows)));

        // Then the windows that may still wait and the acquisition are due
        assertThat(task.due()).isEqualTo(DuePopulations.MAXIMUM_OVERDUE + 1);
        assertThat(task.store(TopologyNames.POPULATION_DUE_STORE).approximateNumEntries())
                .isEqualTo(DuePopulations.MAXIMUM_OVERDUE + 1);
        assertThat(task.counted("wanderscope.population.unpublished")).isEqualTo(100);
        task.settle();
        assertThat(task.latest()).hasSize(DuePopulations.MAXIMUM_OVERDUE + 1);
        assertThat(task.latest().get("cell").getTracks()).isEqualTo(windows);
    }

    @Test
    void ofAnAcquisitionThatIsAlwaysLateIsDeletedToo() {
        // Given
        task.track("other", RETENTION.plus(WINDOW), contribution(MICROMETRES, 1));
        task.track(Duration.ZERO, contribution(MICROMETRES, 2));
        task.settle();

        // When
        task.expire(RETENTION.plus(WINDOW).multipliedBy(2));

        // Then
        assertThat(task.store(TopologyNames.POPULATION_STORE).approximateNumEntries())
                .isZero();
    }

    @Test
    void isDueAgainAfterACrashIfItWasNotPublished() {
        // Given one that was published, and tracks that came later
        task.tracks(100);
        task.settle();
        task.tracks(5);

        // When
        task.start();
        task.settle();

        // Then
        assertThat(task.sentForWhole()).containsExactly(105L);
    }

    @Test
    void isNotPublishedAgainAfterARestart() {
        // Given
        task.tracks(70);
        task.settle();

        // When
        task.start();
        task.settle();

        // Then
        assertThat(task.isDue()).isFalse();
        assertThat(task.sent()).isEmpty();
    }

    @Test
    void thatFailsWithAnErrorIsCountedAndTriedAgainWhenItHasGrown() {
        // Given
        task.tracks(3);

        // When
        task.failWith(new AssertionError("a defect"));
        task.settle();
        task.failWith(null);

        // Then the acquisition and its window have failed
        assertThat(task.sent()).isEmpty();
        assertThat(task.counted("wanderscope.population.failed")).isEqualTo(2);
        task.tracks(1);
        task.settle();
        assertThat(task.sentForWhole()).containsExactly(4L);
    }

    @Test
    void thatEndsInALackOfMemoryEndsTheStreamThread() {
        // Given
        task.tracks(3);

        // When
        task.failWith(new OutOfMemoryError("of the test"));

        // Then
        assertThatThrownBy(() -> task.settle()).isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void isDueAgainWhenItsTaskEndsWhileItIsEstimated() {
        // Given
        HeldInference held = new HeldInference();
        PopulationTask moved = new PopulationTask(SETTINGS, held);
        moved.tracks(3);
        moved.pass(TURN);

        // When
        moved.close();
        held.runFirst();
        moved.start();
        moved.pass(TURN);
        held.runFirst();
        moved.pass(TURN);

        // Then
        assertThat(moved.sentForWhole()).containsExactly(3L);
    }

    @Test
    void hasTracksThatEndWhileItIsEstimatedInItsNextRecord() {
        // Given
        HeldInference held = new HeldInference();
        PopulationTask slow = new PopulationTask(SETTINGS, held);
        slow.tracks(3);
        slow.pass(TURN);

        // When
        slow.tracks(2);
        held.runFirst();
        slow.pass(Duration.ofSeconds(1));
        while (slow.isDue()) {
            held.runFirst();
            slow.pass(TURN);
        }

        // Then
        assertThat(slow.sentForWhole()).containsExactly(3L, 5L);
    }

    @Test
    void ofAWindowStartsAgainWhenWindowsHaveAnotherLength() {
        // Given
        task.tracks(3);
        task.settle();

        // When
        task.start(SETTINGS.with(TimeSettings.COMPOSITION_WINDOW, Duration.ofHours(1)));
        task.tracks(1);
        task.settle();

        // Then
        AcquisitionPopulation window = task.latest().get("cell/2026-01-01T00:00:00Z");
        assertThat(window.getTracks()).isEqualTo(1);
        assertThat(window.getWindowEnd()).isEqualTo(START.plus(Duration.ofHours(1)));
        assertThat(task.latest().get("cell").getTracks()).isEqualTo(4);
    }

    @Test
    void thatWasDueWhenWindowsHadAnotherLengthIsNotEstimatedWithoutTracks() {
        // Given tracks that are in the sums of a window
        task.tracks(Populations.PENDING);

        // When
        task.start(SETTINGS.with(TimeSettings.COMPOSITION_WINDOW, Duration.ofHours(1)));
        task.settle();

        // Then
        assertThat(task.latest()).containsOnlyKeys("cell");
        assertThat(task.counted("wanderscope.population.failed")).isZero();
        assertThat(task.isDue()).isFalse();
    }

    @Test
    void hasTheTracksThatWaitedWhenTheLengthOfWindowsWasChanged() {
        // Given tracks that are in no sums yet
        task.track(WINDOW, contribution(MICROMETRES, 1));
        task.track(WINDOW, contribution(MICROMETRES, 2));

        // When
        task.start(SETTINGS.with(TimeSettings.COMPOSITION_WINDOW, Duration.ofHours(1)));
        task.tracks(1);
        task.settle();

        // Then
        assertThat(task.latest()).containsOnlyKeys("cell", "cell/2026-01-01T00:00:00Z");
        assertThat(task.latest().get("cell/2026-01-01T00:00:00Z").getTracks()).isEqualTo(3);
    }

    @Test
    void countsTheAnswersOfThePresentModelOnly() {
        // Given tracks in the sums and one that is not, and one whose record comes after the restart
        for (int track = 0; track <= Populations.PENDING; track++) {
            task.track(Duration.ZERO, task.answered());
        }
        Contribution onItsWay = task.answered();

        // When
        task.startWithModel("1".repeat(64));
        task.track(Duration.ZERO, onItsWay);
        task.track(Duration.ZERO, task.answered());
        task.settle();

        // Then
        assertThat(task.answers()).isEqualTo(1);
        assertThat(task.latest().get("cell").getTracks()).isEqualTo(Populations.PENDING + 3);
    }

    @Property(seed = "20261129", tries = 20)
    void doesNotDependOnTheOrderOfTheTracksNorOnRestarts(@ForAll long seed) {
        // Given
        Random random = new Random(seed);
        List<Integer> tracks = new ArrayList<>();
        for (int track = 0; track < 1 + random.nextInt(200); track++) {
            tracks.add(track);
        }
        PopulationTask inOrder = new PopulationTask(SETTINGS);
        tracks.forEach(track -> add(inOrder, track));
        inOrder.settle();

        // When
        PopulationTask shuffled = new PopulationTask(SETTINGS);
        Collections.shuffle(tracks, random);
        for (int track : tracks) {
            add(shuffled, track);
            switch (random.nextInt(40)) {
                case 0 -> shuffled.start();
                case 1 -> shuffled.settle();
                case 2 -> shuffled.pass(TURN);
                default -> {}
            }
        }
        shuffled.settle();

        // Then
        PopulationKey whole = PopulationKey.whole("cell");
        assertThat(shuffled.stored(whole).byUnit())
                .isEqualTo(inOrder.stored(whole).byUnit());
        assertThat(shuffled.stored(whole).tracks()).isEqualTo(tracks.size());
        inOrder.start();
        shuffled.start();
        add(inOrder, 1_000);
        add(shuffled, 1_000);
        inOrder.settle();
        shuffled.settle();
        assertThat(shuffled.latest()).containsAllEntriesOf(inOrder.latest()).hasSameSizeAs(inOrder.latest());
    }

    private static void add(PopulationTask task, int track) {
        TrackUnit unit = track % 3 == 0 ? PIXELS : MICROMETRES;
        task.track(WINDOW.multipliedBy(track % 4), contribution(unit, track));
    }

    @Test
    void costsASmallEntryForATrackAndTheSumsForEverySixtyFourth() {
        // Given
        task.tracks(Populations.PENDING);
        task.settle();
        CountingStore populations = task.store(TopologyNames.POPULATION_STORE);
        CountingStore due = task.store(TopologyNames.POPULATION_DUE_STORE);
        populations.forget();
        due.forget();

        // When
        task.tracks(10 * Populations.PENDING);

        // Then the sums of the acquisition and its window were written ten times
        assertThat(populations.writes()).isEqualTo(10 * Populations.PENDING + 2 * 10);
        assertThat(due.writes()).isEqualTo(2);
        assertThat(populations.reads()).isLessThanOrEqualTo(5 * 10);
    }
}
