package io.wanderscope.dashboard.history;

import static io.wanderscope.dashboard.history.TopicLog.TOPICS;
import static io.wanderscope.dashboard.live.Records.BEGIN;
import static io.wanderscope.dashboard.live.Records.label;
import static io.wanderscope.dashboard.live.Records.population;
import static io.wanderscope.dashboard.live.Records.position;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.wanderscope.dashboard.history.NoMomentException.Cause;
import io.wanderscope.dashboard.live.Update;
import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.streaming.Clocks;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HistoryTest {
    /** Of a frame, as {@code Records} has it. */
    private static final int INTERVAL = 50;

    private final TopicLog log = new TopicLog(3);
    private History history;

    @AfterEach
    void stop() {
        history.close();
    }

    /** A track from one frame to another, inclusive. */
    private void track(String acquisition, String track, int first, int last) {
        for (int frame = first; frame <= last; frame++) {
            log.write(TOPICS.positions(), acquisition + "/" + track, position(acquisition, track, frame, frame, 1));
        }
    }

    private void labelled(
            String acquisition, String track, int revision, ResultStatus status, DiffusionLabel label, int lastFrame) {
        log.write(
                TOPICS.labels(),
                acquisition + "/" + track,
                label(acquisition, track, revision, status, label, lastFrame));
    }

    private void startAndAwait() {
        history = log.history();
        await(() -> history.extents("", 10).complete());
    }

    private static void await(BooleanSupplier condition) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(5))
                .until(condition::getAsBoolean);
    }

    private static Optional<Long> at(int frame) {
        return Optional.of(BEGIN.toEpochMilli() + (long) INTERVAL * frame);
    }

    private Update moment(String acquisition, int frame, int frames) throws NoMomentException {
        return history.moment(acquisition, at(frame), Duration.ofMillis((long) INTERVAL * frames), Optional.empty())
                .update();
    }

    private NoMomentException refused(String acquisition, Optional<String> viewer) {
        return catchThrowableOfType(
                NoMomentException.class, () -> history.moment(acquisition, at(0), Duration.ofSeconds(1), viewer));
    }

    @Test
    void aMomentShowsExactlyTheTracksOfItsWindow() throws Exception {
        // Given
        track("cell", "early", 0, 400);
        track("cell", "there", 300, 700);
        track("cell", "late", 601, 900);
        track("other", "there", 0, 900);
        startAndAwait();

        // When
        Update moment = moment("cell", 600, 100);

        // Then
        assertThat(moment.reset()).isTrue();
        assertThat(moment.lastFrame()).isEqualTo(600);
        assertThat(moment.tracks()).extracting(Update.TrackChange::id).containsExactly("there");
        assertThat(moment.tracks().get(0).points().frames())
                .hasSize(101)
                .startsWith(500)
                .endsWith(600);
    }

    @Test
    void aMomentHasTheResultThatATrackHadByThen() throws Exception {
        // Given
        track("cell", "1", 0, 500);
        track("cell", "2", 0, 100);
        labelled("cell", "1", 1, ResultStatus.LIVE, DiffusionLabel.BROWNIAN, 50);
        labelled("cell", "1", 2, ResultStatus.LIVE, DiffusionLabel.CTRW, 150);
        labelled("cell", "1", 3, ResultStatus.FINAL, DiffusionLabel.ATTM, 500);
        labelled("cell", "2", 1, ResultStatus.FINAL, DiffusionLabel.CTRW, 100);
        startAndAwait();

        // When
        Update moment = moment("cell", 200, 150);

        // Then
        assertThat(moment.tracks())
                .extracting(Update.TrackChange::id, each -> each.result().label(), Update.TrackChange::ended)
                .containsExactlyInAnyOrder(
                        tuple("1", DiffusionLabel.CTRW, false), tuple("2", DiffusionLabel.CTRW, true));
    }

    @Test
    void anExtentIsThatOfAllItsRecordsAndGrowsWithThoseThatArrive() {
        // Given
        track("cell", "1", 10, 20);
        labelled("cell", "1", 1, ResultStatus.FINAL, DiffusionLabel.ATTM, 20);
        startAndAwait();

        // When
        history.read(
                log.write(TOPICS.positions(), "cell/2", position("cell", "2", 30, 0, 0)),
                position("cell", "2", 30, 0, 0));

        // Then
        assertThat(history.extent("cell"))
                .hasValue(new Extent("cell", at(10).orElseThrow(), at(30).orElseThrow(), 12, 1));
    }

    @Test
    void acquisitionsAreFoundByAPartOfTheirNames() {
        // Given
        track("Cell 1", "1", 0, 1);
        track("cell 2", "1", 0, 2);
        track("bead", "1", 0, 3);
        startAndAwait();

        // When
        Extents found = history.extents("CELL", 1);

        // Then
        assertThat(found.acquisitions()).extracting(Extent::name).containsExactly("cell 2");
        assertThat(found.matching()).isEqualTo(2);
        assertThat(found.leftOut()).isEmpty();
    }

    @Test
    void aPopulationIsTheLatestOfTheWholeAcquisition() throws Exception {
        // Given
        log.write(TOPICS.population(), "cell", population("cell", null, 40));
        log.write(TOPICS.population(), "cell/0", population("cell", BEGIN, 7));
        log.write(TOPICS.population(), "cell", population("cell", null, 50));
        startAndAwait();

        // When
        long tracks = history.population("cell").orElseThrow().tracks();

        // Then
        assertThat(tracks).isEqualTo(50);
        assertThat(history.population("other")).isEmpty();
    }

    @Test
    void tooManyPositionsAreLeftOutFromTheBeginningAndItSaysSo() throws Exception {
        // Given
        int tracks = 50;
        int frames = Portion.MOMENT.positions() / tracks + 1000;
        for (int track = 0; track < tracks; track++) {
            track("cell", "t" + track, 0, frames);
        }
        startAndAwait();

        // When
        Moment moment = history.moment("cell", at(frames), Duration.ofDays(1), Optional.empty());

        // Then
        assertThat(moment.leftOut()).contains("positions before");
        assertThat(moment.from()).isGreaterThan(BEGIN.toEpochMilli());
        assertThat(moment.update().tracks()).hasSize(tracks);
    }

    @Test
    void allTracksOfAnAcquisitionAreReadHoweverManyPositionsTheyHave() throws Exception {
        // Given
        int tracks = 300;
        for (int track = 0; track < tracks; track++) {
            track("cell", "t" + track, 1_000 * track, 1_000 * track + 999);
            labelled("cell", "t" + track, 1, ResultStatus.FINAL, DiffusionLabel.CTRW, 1_000 * track + 999);
        }
        track("other", "t", 0, 10);
        startAndAwait();

        // When
        Moment all = history.all("cell", Optional.empty());

        // Then
        assertThat(all.leftOut()).isNull();
        assertThat(all.lengthUnit()).isEqualTo("µm");
        assertThat(all.update().tracks()).hasSize(tracks).allSatisfy(track -> {
            long first = 1_000 * Long.parseLong(track.id().substring(1));
            assertThat(track.points().frames()).startsWith(first).endsWith(first + 999);
            assertThat(track.result().label()).isEqualTo(DiffusionLabel.CTRW);
            assertThat(track.ended()).isTrue();
        });
    }

    @Test
    void oneWholeAcquisitionIsReadAtATime() throws Exception {
        // Given
        track("cell", "1", 0, 10);
        startAndAwait();
        CountDownLatch goOn = new CountDownLatch(1);
        log.beforePoll = () -> awaitLatch(goOn);
        CompletableFuture<Moment> first = CompletableFuture.supplyAsync(this::whole, task -> new Thread(task).start());
        await(() -> history.admitted() == 1);

        // When
        NoMomentException refusal =
                catchThrowableOfType(NoMomentException.class, () -> history.all("cell", Optional.empty()));

        // Then
        assertThat(refusal.why()).isEqualTo(Cause.BUSY);
        goOn.countDown();
        assertThat(first.get(1, TimeUnit.MINUTES).update().tracks()).hasSize(1);
    }

    @Test
    void whoAsksForAllOfAnAcquisitionAgainDoesNotWaitForTheFirstAnswer() throws Exception {
        // Given a page that was loaded again while the topics were being read for it
        track("cell", "1", 0, 10);
        startAndAwait();
        CountDownLatch goOn = new CountDownLatch(1);
        log.beforePoll = () -> awaitLatch(goOn);
        Optional<String> viewer = Optional.of("page");
        CompletableFuture<NoMomentException> first = CompletableFuture.supplyAsync(
                () -> catchThrowableOfType(NoMomentException.class, () -> history.all("cell", viewer)),
                task -> new Thread(task).start());
        await(() -> history.admitted() == 1);
        FutureTask<Moment> second = new FutureTask<>(() -> history.all("cell", viewer));
        Thread again = new Thread(second);
        again.start();
        await(() -> again.getState() == Thread.State.TIMED_WAITING);

        // When
        goOn.countDown();

        // Then
        assertThat(first.get(1, TimeUnit.MINUTES).why()).isEqualTo(Cause.SUPERSEDED);
        assertThat(second.get(1, TimeUnit.MINUTES).update().tracks()).hasSize(1);
    }

    private Moment whole() {
        try {
            return history.all("cell", Optional.empty());
        } catch (NoMomentException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatRetentionHasTakenAwayIsNotShown() throws Exception {
        // Given
        track("cell", "1", 0, 999);
        for (TopicPartition partition : log.partitions()) {
            log.deleteBefore(partition, 600);
        }
        startAndAwait();

        // When
        Update moment = moment("cell", 700, 700);

        // Then
        assertThat(moment.tracks())
                .singleElement()
                .satisfies(track ->
                        assertThat(track.points().frames()).hasSize(101).startsWith(600));
        assertThat(history.extent("cell").orElseThrow().positions()).isEqualTo(400);
    }

    @Test
    void noRecordCountsTwiceWhenReadingThePastFails() {
        // Given a cluster that fails in the middle of the past
        track("cell", "1", 0, 999);
        AtomicInteger polls = new AtomicInteger();
        log.beforePoll = () -> {
            if (polls.incrementAndGet() == 5) {
                throw new TimeoutException("no broker answers");
            }
        };

        // When
        startAndAwait();

        // Then
        assertThat(history.extent("cell").orElseThrow().positions()).isEqualTo(1000);
    }

    @Test
    void aTopicThatWasCreatedAgainHoldsNothingOfTheOneBefore() {
        // Given
        track("cell", "1", 0, 9);
        startAndAwait();

        // When
        log.partitions().forEach(partition -> {
            history.ends(partition);
            history.starts(partition, 0);
        });

        // Then
        assertThat(history.extent("cell")).isEmpty();
        await(() -> history.extents("", 10).complete());
    }

    @Test
    void aMomentOfATopicThatWasCreatedAgainEndsAndSaysSo() {
        // Given
        track("cell", "1", 0, 999);
        startAndAwait();

        // When
        log.partitions().forEach(log::createAgain);

        // Then
        NoMomentException refusal = refused("cell", Optional.empty());
        assertThat(refusal.why()).isEqualTo(Cause.UNREADABLE);
        assertThat(refusal).hasMessageContaining("its topic was deleted and created again");
    }

    @Test
    void aMomentEndsWhenItsTopicIsCreatedAgainWhileItIsReadAndFilledAgain() {
        // Given
        track("cell", "1", 0, 999);
        startAndAwait();
        AtomicInteger polls = new AtomicInteger();

        // When
        log.beforePoll = () -> {
            if (polls.incrementAndGet() == 3) {
                log.partitions().forEach(log::createAgain);
                track("cell", "1", 0, 20);
            }
        };

        // Then
        NoMomentException refusal = catchThrowableOfType(
                NoMomentException.class,
                () -> history.moment("cell", at(999), Duration.ofMillis((long) INTERVAL * 900), Optional.empty()));
        assertThat(refusal.why()).isEqualTo(Cause.UNREADABLE);
    }

    @Test
    void theOtherTopicsAreReadToTheirEndThoughOneWasCreatedAgain() {
        // Given offsets that will never come, and more than one block of another topic
        int positions = (int) PastReader.BLOCK + 1_000;
        track("cell", "1", 0, positions - 1);
        labelled("cell", "1", 1, ResultStatus.LIVE, DiffusionLabel.CTRW, 50);
        history = historyToStart();
        log.createAgain(partitionOf(TOPICS.labels()));

        // When
        history.start();

        // Then
        await(() -> history.extent("cell")
                .filter(extent -> extent.positions() == positions)
                .isPresent());
    }

    @Test
    void whatIsReadWhileAnotherTopicIsDeletedIsNotLost() {
        // Given a topic that is deleted in the only poll
        track("cell", "1", 0, 9);
        labelled("cell", "1", 1, ResultStatus.LIVE, DiffusionLabel.CTRW, 9);
        history = historyToStart();
        AtomicInteger polls = new AtomicInteger();
        log.beforePoll = () -> {
            if (polls.incrementAndGet() == 1) {
                history.ends(partitionOf(TOPICS.labels()));
            }
        };

        // When
        history.start();

        // Then
        await(() -> history.extents("", 10).complete());
        assertThat(history.extent("cell").map(Extent::positions)).hasValue(10L);
    }

    /** One that has heard of all partitions as they are now. */
    private History historyToStart() {
        History made = new History(log::consumer, TOPICS, TopicLog.FORMAT, History.PATIENCE, Clocks.system());
        log.partitions().forEach(partition -> made.starts(partition, log.end(partition)));
        made.caughtUp();
        return made;
    }

    private TopicPartition partitionOf(String topic) {
        return log.partitions().stream()
                .filter(partition -> partition.topic().equals(topic))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void resultsThatTheClusterNoLongerHasDoNotCount() {
        // Given
        track("cell", "1", 0, 9);
        labelled("cell", "1", 1, ResultStatus.FINAL, DiffusionLabel.CTRW, 9);
        startAndAwait();
        List<TopicPartition> labels = log.partitions().stream()
                .filter(partition -> partition.topic().equals(TOPICS.labels()))
                .toList();

        // When the topic of labels is created again, and the stream writes them once more
        labels.forEach(partition -> {
            log.createAgain(partition);
            history.ends(partition);
            history.starts(partition, 0);
        });
        labelled("cell", "1", 1, ResultStatus.FINAL, DiffusionLabel.CTRW, 9);
        labels.forEach(partition -> history.starts(partition, log.end(partition)));

        // Then
        await(() -> history.extents("", 10).complete());
        assertThat(history.extent("cell").orElseThrow().endedTracks()).isEqualTo(1);
    }

    @Test
    void theOtherTopicsAreReadWhenOneIsDeleted() {
        // Given a topic that no broker knows any more
        track("cell", "1", 0, 9);
        TopicPartition deleted = new TopicPartition(TOPICS.labels(), 0);
        log.delete(deleted);
        history = log.history();
        history.starts(deleted, 10);

        // When
        history.ends(deleted);

        // Then
        await(() -> history.extents("", 10).complete());
        assertThat(history.extent("cell").orElseThrow().positions()).isEqualTo(10);
    }

    @Test
    void nothingIsCompleteBeforeTheRecentPastHasBeenRead() {
        // Given
        history = new History(log::consumer, TOPICS, TopicLog.FORMAT, History.PATIENCE, Clocks.system());

        // When
        Extents found = history.extents("", 10);

        // Then
        assertThat(found.complete()).isFalse();
        assertThat(found.leftOut()).isEqualTo("older records are still being read");
    }

    @Test
    void aPopulationThatIsNotReadInTimeIsNotTakenForNone() throws Exception {
        // Given a server that has no time to read
        log.write(TOPICS.population(), "cell", population("cell", null, 40));
        history = log.history(Duration.ZERO);
        await(() -> history.extents("", 10).complete());

        // When
        NoMomentException refusal = catchThrowableOfType(NoMomentException.class, () -> history.population("cell"));

        // Then
        assertThat(refusal.why()).isEqualTo(Cause.UNREADABLE);
    }

    @Test
    void thatLabelsAreLeftOutIsTold() throws Exception {
        // Given
        track("cell", "1", 0, 1);
        for (int revision = 1; revision <= Portion.MOMENT.labels() + 1; revision++) {
            labelled("cell", "1", revision, ResultStatus.LIVE, DiffusionLabel.BROWNIAN, revision / 1000);
        }
        startAndAwait();

        // When
        Moment moment = history.moment("cell", at(1_000), Duration.ofDays(1), Optional.empty());

        // Then
        assertThat(moment.leftOut()).contains("some labels");
    }

    @Test
    void anUnknownAcquisitionIsReported() {
        // Given
        track("cell", "1", 0, 1);
        startAndAwait();

        // When
        NoMomentException refusal = refused("nothing", Optional.empty());

        // Then
        assertThat(refusal.why()).isEqualTo(Cause.UNKNOWN);
        assertThat(refusal).hasMessage("the topics hold no positions of an acquisition nothing");
    }

    @Test
    void anotherRequestOfTheSameViewerEndsTheOneBefore() throws Exception {
        // Given a reader that is in the middle of a moment
        track("cell", "1", 0, 999);
        startAndAwait();
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch later = new CountDownLatch(1);
        log.beforePoll = () -> {
            reading.countDown();
            awaitLatch(later);
        };
        CompletableFuture<NoMomentException> first = CompletableFuture.supplyAsync(
                () -> refused("cell", Optional.of("viewer")), task -> new Thread(task).start());
        awaitLatch(reading);

        // When
        CompletableFuture<NoMomentException> second = CompletableFuture.supplyAsync(
                () -> refused("cell", Optional.of("viewer")), task -> new Thread(task).start());
        await(() -> history.admitted() == 2);
        later.countDown();

        // Then
        assertThat(first.get(1, TimeUnit.MINUTES).why()).isEqualTo(Cause.SUPERSEDED);
        assertThat(second.get(1, TimeUnit.MINUTES)).isNull();
        assertThat(log.closed).as("consumers that others could have used").hasValue(0);
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void moreRequestsThanMayWaitAreRefused() throws Exception {
        // Given as many requests as may read and wait
        track("cell", "1", 0, 10);
        startAndAwait();
        CountDownLatch goOn = new CountDownLatch(1);
        log.beforePoll = () -> awaitLatch(goOn);
        List<CompletableFuture<NoMomentException>> admitted = IntStream.range(
                        0, ReaderPool.READERS + ReaderPool.WAITING)
                .mapToObj(any -> CompletableFuture.supplyAsync(
                        () -> refused("cell", Optional.empty()), task -> new Thread(task).start()))
                .toList();
        await(() -> history.admitted() == admitted.size());

        // When
        NoMomentException refusal = refused("cell", Optional.empty());

        // Then
        assertThat(refusal.why()).isEqualTo(Cause.BUSY);
        goOn.countDown();
        for (CompletableFuture<NoMomentException> each : admitted) {
            assertThat(each.get(1, TimeUnit.MINUTES)).isNull();
        }
    }

    @Test
    void afterAFailureTheNextRequestReadsWithAnotherConsumer() throws Exception {
        // Given
        track("cell", "1", 0, 10);
        startAndAwait();
        log.beforePoll = () -> {
            throw new TimeoutException("no broker answers");
        };
        NoMomentException refusal = refused("cell", Optional.empty());

        // When
        log.beforePoll = () -> {};
        Update moment = moment("cell", 10, 10);

        // Then
        assertThat(refusal.why()).isEqualTo(Cause.UNREADABLE);
        assertThat(refusal).hasMessageContaining("no broker answers");
        assertThat(moment.tracks()).hasSize(1);
    }

    @Test
    void onlyThePartOfTheTopicThatHoldsAMomentIsRead() throws Exception {
        // Given
        track("cell", "1", 0, 99_999);
        startAndAwait();
        long before = log.read.get();

        // When
        moment("cell", 50_000, 100);

        // Then
        assertThat(log.read.get() - before).isLessThan(3_000);
    }
}
