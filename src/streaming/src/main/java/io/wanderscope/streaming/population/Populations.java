package io.wanderscope.streaming.population;

import io.wanderscope.streaming.TopologyNames;
import io.wanderscope.streaming.stores.CachedStores;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * The sums of a partition's populations. A population's sums are much larger than what one track adds to them, so a track is
 * first stored by itself, and {@value #PENDING} tracks are added to the sums of their acquisition and of its time windows
 * together.
 */
final class Populations {
    /** The more there are, the less is written for a track, and the longer it takes to open an acquisition. */
    static final int PENDING = 64;

    /** Acquisitions whose pending tracks are in memory. */
    private static final int MAXIMUM_OPEN = 256;

    private final KeyValueStore<PopulationKey, PopulationEntry> store;
    private final long window;
    private final int model;
    private final LinkedHashMap<String, OpenAcquisition> open = new LinkedHashMap<>(16, 0.75f, true);

    /** The tracks of an acquisition that are not in the sums, the oldest first. */
    private record OpenAcquisition(String name, List<PendingTrack> pending) {}

    /**
     * Opens the stores.
     *
     * @param window length of a time window in milliseconds
     * @param model whose answers are counted; where another one answered, tracks count without its answer
     */
    Populations(ProcessorContext<?, ?> context, long window, int model) {
        this.store = context.getStateStore(TopologyNames.POPULATION_STORE);
        this.window = window;
        this.model = model;
    }

    /** The stores that they are kept in. */
    static List<StoreBuilder<?>> stores() {
        return List.of(
                CachedStores.builder(TopologyNames.POPULATION_STORE, PopulationKey.serde(), PopulationEntry.serde()));
    }

    /**
     * Adds a track to its acquisition, and to its time window unless it is late.
     *
     * @param windowStart start of the window in which it ended; if it is late, of that in which it arrived
     * @param arrived stream time, milliseconds since 1970
     */
    void add(String acquisition, long windowStart, boolean isLate, long arrived, Contribution contribution) {
        OpenAcquisition opened = opened(acquisition);
        long ordinal = opened.pending().isEmpty()
                ? stored(PopulationKey.whole(acquisition)).tracks()
                : opened.pending().get(opened.pending().size() - 1).ordinal() + 1;
        PendingTrack track = new PendingTrack(ordinal, windowStart, isLate, arrived, contribution.answeredBy(model));
        store.put(PopulationKey.pending(acquisition, ordinal % PENDING), track);
        opened.pending().add(track);
        if (opened.pending().size() >= PENDING) {
            addUp(opened);
        }
    }

    /** Number of tracks of a population. */
    long tracks(PopulationKey population) {
        long waiting = opened(population.acquisition()).pending().stream()
                .filter(track -> counts(track, population))
                .count();
        return stored(population).tracks() + waiting;
    }

    private static boolean counts(PendingTrack track, PopulationKey population) {
        return population.isWhole() || (!track.isLate() && track.windowStart() == population.windowStart());
    }

    /** The sums over all tracks of a population. */
    PopulationSums sums(PopulationKey population) {
        addUp(opened(population.acquisition()));
        return stored(population);
    }

    /** A window of another length, from before the setting was changed, starts again from nothing. */
    private PopulationSums stored(PopulationKey population) {
        long length = population.isWhole() ? 0 : window;
        return store.get(population) instanceof PopulationSums found && found.window() == length
                ? found.answeredBy(model)
                : PopulationSums.empty(length, model);
    }

    /** Tracks that are in the stored sums already have ordinals below their number. */
    private OpenAcquisition opened(String acquisition) {
        OpenAcquisition known = open.get(acquisition);
        if (known != null) {
            return known;
        }
        long addedUp = stored(PopulationKey.whole(acquisition)).tracks();
        List<PendingTrack> found = new ArrayList<>();
        for (int slot = 0; slot < PENDING; slot++) {
            if (store.get(PopulationKey.pending(acquisition, slot)) instanceof PendingTrack track
                    && track.ordinal() >= addedUp) {
                found.add(track.under(window, model));
            }
        }
        found.sort(Comparator.comparingLong(PendingTrack::ordinal));
        OpenAcquisition opened = new OpenAcquisition(acquisition, found);
        open.put(acquisition, opened);
        if (open.size() > MAXIMUM_OPEN) {
            open.remove(open.keySet().iterator().next());
        }
        return opened;
    }

    private void addUp(OpenAcquisition opened) {
        if (opened.pending().isEmpty()) {
            return;
        }
        long arrived = opened.pending().get(opened.pending().size() - 1).arrived();
        Map<PopulationKey, List<PendingTrack>> added = new LinkedHashMap<>();
        added.put(PopulationKey.whole(opened.name()), opened.pending());
        for (PendingTrack track : opened.pending()) {
            // A late track adds nothing to the window in which it arrives. But the end of a window's time is when the
            // acquisition is looked at, so there must be one.
            List<PendingTrack> inWindow = added.computeIfAbsent(
                    new PopulationKey(track.windowStart(), opened.name()), absent -> new ArrayList<>());
            if (!track.isLate()) {
                inWindow.add(track);
            }
        }
        added.forEach(
                (population, tracks) -> store.put(population, stored(population).plus(tracks, arrived)));
        opened.pending().clear();
    }

    /**
     * Deletes the time windows that began before a time, and acquisitions of which no track has arrived since, up to a limit.
     *
     * @param streamTime milliseconds since 1970
     * @param isKept whether a population must not be deleted yet
     */
    void deleteBefore(long streamTime, int limit, Predicate<PopulationKey> isKept) {
        for (PopulationKey expired : windowsBefore(streamTime, limit)) {
            if (!isKept.test(expired)) {
                deleteWindow(expired, streamTime, isKept);
            }
        }
    }

    /** The last window of an acquisition goes with it, for nothing else would come back to it. */
    private void deleteWindow(PopulationKey expired, long streamTime, Predicate<PopulationKey> isKept) {
        PopulationKey whole = PopulationKey.whole(expired.acquisition());
        // Adding up comes first: it could bring the window back.
        boolean isActive = sums(whole).lastTrack() >= streamTime;
        if (isActive) {
            store.delete(expired);
        } else if (!isKept.test(whole)) {
            store.delete(expired);
            deleteWhole(expired.acquisition());
        }
    }

    private List<PopulationKey> windowsBefore(long streamTime, int limit) {
        List<PopulationKey> found = new ArrayList<>();
        try (KeyValueIterator<PopulationKey, PopulationEntry> oldestFirst = store.all()) {
            while (oldestFirst.hasNext() && found.size() < limit) {
                KeyValue<PopulationKey, PopulationEntry> entry = oldestFirst.next();
                if (!entry.key.isWindowBefore(streamTime)) {
                    break;
                }
                found.add(entry.key);
            }
        }
        return found;
    }

    private void deleteWhole(String acquisition) {
        store.delete(PopulationKey.whole(acquisition));
        for (int slot = 0; slot < PENDING; slot++) {
            store.delete(PopulationKey.pending(acquisition, slot));
        }
        open.remove(acquisition);
    }
}
