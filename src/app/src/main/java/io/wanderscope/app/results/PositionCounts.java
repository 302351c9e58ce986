package io.wanderscope.app.results;

import io.wanderscope.app.acquisition.Recording;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What became of every position that was read of the tracks that a file keeps.
 *
 * @param fates how many have which fate; those that do not occur may be missing. Together they are all positions of the
 *     recording
 */
public record PositionCounts(Recording recording, Map<PositionFate, Long> fates) {

    /** Copies the map. */
    public PositionCounts {
        fates = Map.copyOf(fates);
    }

    /**
     * Adds up what is known of a recording after its replay.
     *
     * @param counts those of its tracks
     * @param rejections what the stream rejected, also of other recordings
     */
    public static PositionCounts of(Recording recording, AcquisitionCounts counts, List<Rejection> rejections) {
        Map<PositionFate, Long> fates = new EnumMap<>(PositionFate.class);
        fates.putAll(counts.positions());
        add(fates, PositionFate.NO_TRACK, recording.unlinked());
        add(fates, PositionFate.REFUSED_TRACK, recording.refused());
        rejections.stream()
                .filter(rejection -> rejection.acquisition().equals(recording.name()))
                .forEach(rejection ->
                        PositionFate.of(rejection.cause()).ifPresent(fate -> add(fates, fate, rejection.number())));
        return new PositionCounts(recording, fates);
    }

    private static void add(Map<PositionFate, Long> fates, PositionFate fate, long number) {
        fates.merge(fate, number, Long::sum);
    }

    /** How many have a fate. */
    public long of(PositionFate fate) {
        return fates.getOrDefault(fate, 0L);
    }

    /** Number of positions of all fates. */
    public long accountedFor() {
        return fates.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The fates that occur, as a log has them. */
    public String logged() {
        return Arrays.stream(PositionFate.values())
                .filter(fate -> of(fate) > 0)
                .map(fate -> fate.key() + "=" + of(fate))
                .collect(Collectors.joining(" "));
    }
}
