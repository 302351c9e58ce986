package io.wanderscope.streaming.tracks;

import io.wanderscope.streaming.StreamMetrics;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.streaming.TopologyNames;
import io.wanderscope.streaming.TrackKey;
import io.wanderscope.streaming.silence.EndedNames;
import io.wanderscope.streaming.silence.PartitionClock;
import io.wanderscope.streaming.stores.CachedStores;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * The tracks of one partition, on its stores.
 *
 * @param lifecycle decides when each track gets a result and when it ends
 * @param due the results that are due
 * @param windows reads their trajectories
 * @param clock measures when a track is inactive
 */
public record PartitionTracks(TrackLifecycle lifecycle, DueQueue due, WindowReader windows, PartitionClock clock) {

    /** The stores that the tracks are kept in. */
    public static List<StoreBuilder<?>> stores() {
        return List.of(
                CachedStores.builder(TopologyNames.POSITIONS_STORE, StoreSerdes.positionKey(), StoreSerdes.positions()),
                CachedStores.builder(TopologyNames.TRACKS_STORE, StoreSerdes.track(), StoreSerdes.state()),
                CachedStores.builder(TopologyNames.DUE_STORE, Serdes.Long(), StoreSerdes.due()),
                CachedStores.builder(TopologyNames.ENDED_STORE, StoreSerdes.track(), Serdes.Long()),
                CachedStores.builder(TopologyNames.CLOCK_STORE, Serdes.Integer(), PartitionClock.serde()));
    }

    /**
     * Resumes with what the stores of a task hold.
     *
     * @param memory shared by all tasks of the process; this one's share is returned by {@link TrackLifecycle#close}
     */
    public static PartitionTracks open(
            ProcessingContext context, StreamSettings settings, WindowMemory memory, StreamMetrics metrics) {
        PartitionClock clock = new PartitionClock(
                context.getStateStore(TopologyNames.CLOCK_STORE),
                PartitionClock.longestStep(settings.streamTimeInactivity()).toMillis());
        PositionStore positions = new PositionStore(context.getStateStore(TopologyNames.POSITIONS_STORE));
        EndingTracks ending = new EndingTracks();
        Tracks tracks = new Tracks(context.getStateStore(TopologyNames.TRACKS_STORE), positions, memory, clock, ending);
        DueQueue due = new DueQueue(
                context.getStateStore(TopologyNames.DUE_STORE), tracks, settings.liveWhenBehind(), metrics, ending);
        EndedNames<TrackKey> ended = new EndedNames<>(
                context.getStateStore(TopologyNames.ENDED_STORE),
                settings.time().endedRetention());
        TrackLifecycle lifecycle = new TrackLifecycle(settings, tracks, ended, due, clock);
        lifecycle.resume(ending, context.currentSystemTimeMs());
        return new PartitionTracks(lifecycle, due, new WindowReader(settings, tracks), clock);
    }
}
