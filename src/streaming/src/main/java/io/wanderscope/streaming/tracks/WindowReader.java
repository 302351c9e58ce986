package io.wanderscope.streaming.tracks;

import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.streaming.TrackKey;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Reads the trajectory of a due result from the stores, and the state of its track. */
public final class WindowReader {
    private final StreamSettings settings;
    private final PositionStore positions;
    private final ReadOnlyKeyValueStore<TrackKey, TrackState> tracks;

    WindowReader(StreamSettings settings, PositionStore positions, ReadOnlyKeyValueStore<TrackKey, TrackState> tracks) {
        this.settings = settings;
        this.positions = positions;
        this.tracks = tracks;
    }

    /** The trajectory of a result that is due: the latest points among the positions that the result covers. */
    public DueTrajectory read(DueResult due) {
        List<ObservedPosition> observed = positions.latest(due.track(), due.accepted(), settings.maximumPoints());
        Optional<TrajectoryWindow> window = observed.isEmpty()
                ? Optional.empty()
                : Optional.of(TrajectoryWindow.of(observed, settings.maximumGap(), settings.maximumPoints()));
        return new DueTrajectory(due, tracks.get(due.track()), window);
    }
}
