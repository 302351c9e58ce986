package io.wanderscope.streaming.tracks;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.streaming.LiveWhenBehind;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.streaming.TopologyHarness;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Tracks in blocks, memory and stores give the same outcomes and windows as a list of all accepted positions would, in
 * whatever order positions come, however little memory there is, and whenever the task starts again.
 */
class TracksPropertyTest {
    private static final int TRACKS = 4;
    private static final int RECORDS = 600;
    private static final int MAXIMUM_POINTS = 40;
    private static final int MAXIMUM_GAP = 3;

    @Property(seed = "20261129", tries = 60)
    void areWhatAListOfTheirPositionsWouldBe(
            @ForAll long seed, @ForAll boolean isMemoryAmple, @ForAll LiveWhenBehind behind) {
        // Given
        Random random = new Random(seed);
        StreamSettings settings = StreamSettings.defaults()
                .with(StreamSettings.MAXIMUM_POINTS, MAXIMUM_POINTS)
                .with(StreamSettings.MAXIMUM_GAP, MAXIMUM_GAP)
                .with(StreamSettings.LIVE_EVERY, 1 + random.nextInt(30))
                .with(StreamSettings.LIVE_WHEN_BEHIND, behind);
        Partition partition = new Partition(settings, isMemoryAmple ? Partition.AMPLE : 1).start();
        Map<String, Model> models = new TreeMap<>();
        Set<String> sent = new HashSet<>();

        // When, Then
        for (int record = 0; record < RECORDS; record++) {
            String track = Integer.toString(random.nextInt(TRACKS));
            Model model = models.computeIfAbsent(track, name -> new Model(LiveInterval.of(settings)));
            ParticlePosition position = model.next(track, random);
            assertThat(partition.receive(position)).isEqualTo(model.receive(position));
            switch (random.nextInt(40)) {
                case 0 -> partition.start();
                case 1, 2, 3 -> check(partition.sendDue(), models, sent);
                case 4 -> {
                    partition.tracks().due().take(2).forEach(partition.tracks().windows()::read);
                    partition.start();
                }
                default -> {}
            }
        }
        models.keySet().forEach(track -> {
            partition.receive(TopologyHarness.mark(track, 0));
            models.get(track).end();
        });
        check(partition.sendDue(), models, sent);
        models.forEach((track, model) -> model.results.keySet().stream()
                .filter(revision -> behind == LiveWhenBehind.ALL || revision == model.results.size())
                .forEach(revision -> assertThat(sent).contains(track + " " + revision)));
        assertThat(partition.store(Partition.POSITIONS).approximateNumEntries()).isZero();
        assertThat(partition.store(Partition.TRACKS).approximateNumEntries()).isZero();
        assertThat(partition.store(Partition.DUE).approximateNumEntries()).isZero();
    }

    private static void check(List<DueTrajectory> trajectories, Map<String, Model> models, Set<String> sent) {
        for (DueTrajectory trajectory : trajectories) {
            String track = trajectory.due().track().track();
            Result expected = models.get(track).results.get(trajectory.due().revision());
            assertThat(Result.of(trajectory)).isEqualTo(expected);
            assertThat(sent.add(track + " " + trajectory.due().revision())).isTrue();
        }
    }

    /** A result as the model or the tracks have it. */
    private record Result(long accepted, long duplicates, String window) {
        static Result of(DueTrajectory trajectory) {
            return new Result(
                    trajectory.due().accepted(),
                    trajectory.due().duplicates(),
                    described(trajectory.window().orElseThrow()));
        }

        static String described(TrajectoryWindow window) {
            StringBuilder text = new StringBuilder();
            text.append(window.firstFrame()).append(' ').append(window.lastTime());
            for (int point = 0; point < window.points(); point++) {
                text.append(' ')
                        .append(window.observed().isObserved(point))
                        .append(window.trajectory().x(point))
                        .append(',')
                        .append(window.trajectory().y(point));
            }
            return text.toString();
        }
    }

    /** All positions that a track has accepted, and the results that it must have. */
    private static final class Model {
        private final LiveInterval interval;
        private final List<ParticlePosition> accepted = new ArrayList<>();
        private final Map<Integer, Result> results = new HashMap<>();
        private long duplicates;
        private long oldestFrame;
        private long sinceDue;
        private long frame;

        Model(LiveInterval interval) {
            this.interval = interval;
        }

        /** Mostly the next frame, sometimes with a gap, sometimes one of before. */
        ParticlePosition next(String track, Random random) {
            int kind = random.nextInt(20);
            frame += kind == 0 ? 1 + random.nextInt(3 * MAXIMUM_GAP) : 1;
            long chosen = kind < 15 ? frame : Math.max(0, frame - random.nextInt(2 * MAXIMUM_POINTS));
            return TopologyHarness.position(track, chosen, random.nextGaussian(), random.nextGaussian());
        }

        TrackLifecycle.Outcome receive(ParticlePosition position) {
            if (position.getFrame() < oldestFrame) {
                return TrackLifecycle.Outcome.BEFORE_WINDOW;
            }
            if (accepted.stream().anyMatch(other -> other.getFrame() == position.getFrame())) {
                duplicates++;
                return TrackLifecycle.Outcome.DUPLICATE;
            }
            accepted.add(position);
            sinceDue++;
            if (interval.isDue(state())) {
                slide();
                addResult();
            }
            return TrackLifecycle.Outcome.ACCEPTED;
        }

        private TrackState state() {
            TrackState opened = TrackState.opened(
                    new TrackState.Opening("um", 0, TopologyHarness.START), new TrackState.Activity(0, 0, 0));
            return new TrackState(
                    opened.opening(),
                    new TrackState.Counts(accepted.size(), duplicates),
                    opened.window(),
                    opened.activity(),
                    new TrackState.Progress(0, sinceDue, false),
                    opened.storage());
        }

        private void slide() {
            List<Long> window = accepted.stream()
                    .map(ParticlePosition::getFrame)
                    .filter(each -> each >= oldestFrame)
                    .sorted()
                    .toList();
            if (window.size() > MAXIMUM_POINTS) {
                oldestFrame = window.get(window.size() - MAXIMUM_POINTS - 1) + 1;
            }
        }

        void end() {
            addResult();
        }

        private void addResult() {
            sinceDue = 0;
            List<ObservedPosition> latest = accepted.stream()
                    .sorted(Comparator.comparingLong(ParticlePosition::getFrame))
                    .skip(Math.max(0, accepted.size() - MAXIMUM_POINTS))
                    .map(each -> new ObservedPosition(each.getFrame(), each.getX(), each.getY(), each.getTime()))
                    .toList();
            TrajectoryWindow window =
                    TrajectoryWindow.of(ObservedPosition.inOrder(latest), MAXIMUM_GAP, MAXIMUM_POINTS);
            results.put(results.size() + 1, new Result(accepted.size(), duplicates, Result.described(window)));
        }
    }
}
