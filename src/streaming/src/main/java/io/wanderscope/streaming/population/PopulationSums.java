package io.wanderscope.streaming.population;

import io.wanderscope.diffusion.population.SufficientStatistics;
import io.wanderscope.streaming.stores.BinarySerdes;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The sums over the tracks of a population. Tracks in different units cannot be added up, so each unit has sums of its own, up
 * to {@value #MAXIMUM_UNITS} of them; tracks in further units are only counted.
 *
 * @param window length of the time window in milliseconds; 0 for a whole acquisition
 * @param tracks number of tracks in any unit
 * @param lastTrack stream time when the last track arrived, milliseconds since 1970
 * @param model whose answers are counted, see {@link Contribution#model}
 * @param byUnit the sums by unit, alphabetically
 */
record PopulationSums(
        long window, long tracks, long lastTrack, int model, SortedMap<TrackUnit, SufficientStatistics> byUnit)
        implements PopulationEntry {
    static final int MAXIMUM_UNITS = 8;

    PopulationSums {
        byUnit = Collections.unmodifiableSortedMap(byUnit);
    }

    /** Of no track. */
    static PopulationSums empty(long window, int model) {
        return new PopulationSums(window, 0, 0, model, new TreeMap<>());
    }

    /** The same tracks for the counts of a model, which start again if another one has answered until now. */
    PopulationSums answeredBy(int wanted) {
        if (wanted == model) {
            return this;
        }
        SortedMap<TrackUnit, SufficientStatistics> unanswered = new TreeMap<>();
        byUnit.forEach((unit, statistics) -> unanswered.put(unit, statistics.withoutAnswers()));
        return new PopulationSums(window, tracks, lastTrack, wanted, unanswered);
    }

    /** These sums with those of further tracks that the same model answered for. */
    PopulationSums plus(List<PendingTrack> added, long arrived) {
        SortedMap<TrackUnit, SufficientStatistics> more = new TreeMap<>();
        for (PendingTrack track : added) {
            TrackUnit unit = track.contribution().unit();
            if (byUnit.containsKey(unit) || more.containsKey(unit) || isRoomBeside(more)) {
                more.merge(unit, track.contribution().statistics(), SufficientStatistics::plus);
            }
        }
        // The large sums last, and once.
        SortedMap<TrackUnit, SufficientStatistics> sums = new TreeMap<>(byUnit);
        more.forEach((unit, statistics) -> sums.merge(unit, statistics, SufficientStatistics::plus));
        return new PopulationSums(window, tracks + added.size(), Math.max(lastTrack, arrived), model, sums);
    }

    private boolean isRoomBeside(SortedMap<TrackUnit, SufficientStatistics> more) {
        long fresh =
                more.keySet().stream().filter(unit -> !byUnit.containsKey(unit)).count();
        return byUnit.size() + fresh < MAXIMUM_UNITS;
    }

    /** The unit of most tracks, the first of them on a tie. There must be a track. */
    TrackUnit mostFrequentUnit() {
        TrackUnit best = byUnit.firstKey();
        for (TrackUnit unit : byUnit.keySet()) {
            if (tracksIn(unit) > tracksIn(best)) {
                best = unit;
            }
        }
        return best;
    }

    SufficientStatistics in(TrackUnit unit) {
        return byUnit.getOrDefault(unit, SufficientStatistics.NONE);
    }

    long tracksIn(TrackUnit unit) {
        return in(unit).tracks();
    }

    @Override
    public int layout() {
        return LAYOUT_OF_SUMS;
    }

    @Override
    public ByteBuffer write() {
        int bytes = 5 * BinarySerdes.MAX_NUMBER_BYTES;
        for (Map.Entry<TrackUnit, SufficientStatistics> entry : byUnit.entrySet()) {
            bytes += entry.getKey().bytes() + StatisticsLayout.maximumBytes(entry.getValue());
        }
        ByteBuffer buffer = ByteBuffer.allocate(bytes);
        BinarySerdes.putNumber(buffer, window);
        BinarySerdes.putNumber(buffer, tracks);
        BinarySerdes.putNumber(buffer, lastTrack);
        BinarySerdes.putNumber(buffer, model);
        BinarySerdes.putNumber(buffer, byUnit.size());
        byUnit.forEach((unit, statistics) -> StatisticsLayout.put(unit.put(buffer), statistics));
        return buffer;
    }

    static PopulationSums read(ByteBuffer buffer) {
        long window = BinarySerdes.readNumber(buffer);
        long tracks = BinarySerdes.readNumber(buffer);
        long lastTrack = BinarySerdes.readNumber(buffer);
        int model = (int) BinarySerdes.readNumber(buffer);
        long units = BinarySerdes.readNumber(buffer);
        SortedMap<TrackUnit, SufficientStatistics> byUnit = new TreeMap<>();
        for (long unit = 0; unit < units; unit++) {
            byUnit.put(TrackUnit.read(buffer), StatisticsLayout.read(buffer));
        }
        return new PopulationSums(window, tracks, lastTrack, model, byUnit);
    }
}
