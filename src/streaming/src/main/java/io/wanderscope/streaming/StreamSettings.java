package io.wanderscope.streaming;

import io.wanderscope.inference.ModelDescription;
import java.time.Duration;

/**
 * When a track is classified, on which of its points, and in which company.
 *
 * @param minimumPoints {@code window.min.points}: fewest points that are classified, 2 to 10,000
 * @param maximumPoints {@code window.max.points}: most points that are classified, the last ones of a longer track;
 *     {@code window.min.points} to 10,000
 * @param liveEvery {@code live.every.points}: new points after which a track that still grows is classified again, 1 to
 *     1,000,000
 * @param maximumGap {@code gap.max.frames}: most successive missing frames that are filled by interpolation, 0 to 1,000
 * @param streamTimeInactivity {@code inactivity.stream.ms}: how far the records of a partition may go on in time without
 *     a track before it has ended, 1 ms to 30 days; one record counts for an eighth of it at most
 * @param wallClockInactivity {@code inactivity.wall.ms}: how long a partition may bring no position at all before its
 *     tracks have ended, 1 ms to 30 days. Set it above the longest interruption that a running tracker or broker may have
 * @param batchSize {@code batch.max.trajectories}: trajectories at which a batch leaves for the model, 1 to 256
 * @param batchLinger {@code batch.linger.ms}: how long a trajectory waits for company before its batch leaves anyway, 1
 *     ms to 1 minute; a batch is seen to within half of it or 50 ms
 * @param minimumConfidence {@code confidence.minimum}: smallest probability of the most probable model at which it
 *     becomes the label, 0 to 1; below it the label is UNDETERMINED
 * @param time what stream time is and how long it is remembered
 */
public record StreamSettings(
        int minimumPoints,
        int maximumPoints,
        int liveEvery,
        int maximumGap,
        Duration streamTimeInactivity,
        Duration wallClockInactivity,
        int batchSize,
        Duration batchLinger,
        double minimumConfidence,
        TimeSettings time) {

    /** Key of {@link #minimumPoints()} in a configuration. */
    public static final String MINIMUM_POINTS = "window.min.points";
    /** Key of {@link #maximumPoints()} in a configuration. */
    public static final String MAXIMUM_POINTS = "window.max.points";
    /** Key of {@link #liveEvery()} in a configuration. */
    public static final String LIVE_EVERY = "live.every.points";
    /** Key of {@link #maximumGap()} in a configuration. */
    public static final String MAXIMUM_GAP = "gap.max.frames";
    /** Key of {@link #streamTimeInactivity()} in a configuration, in milliseconds. */
    public static final String STREAM_TIME_INACTIVITY = "inactivity.stream.ms";
    /** Key of {@link #wallClockInactivity()} in a configuration, in milliseconds. */
    public static final String WALL_CLOCK_INACTIVITY = "inactivity.wall.ms";
    /** Key of {@link #batchSize()} in a configuration. */
    public static final String BATCH_SIZE = "batch.max.trajectories";
    /** Key of {@link #batchLinger()} in a configuration, in milliseconds. */
    public static final String BATCH_LINGER = "batch.linger.ms";
    /** Key of {@link #minimumConfidence()} in a configuration. */
    public static final String MINIMUM_CONFIDENCE = "confidence.minimum";

    private static final int MOST_POINTS = 10_000;
    private static final int MOST_NEW_POINTS = 1_000_000;
    private static final int LONGEST_GAP = 1_000;
    private static final int LARGEST_BATCH = 256;
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST_INACTIVITY = Duration.ofDays(30);
    private static final Duration LONGEST_LINGER = Duration.ofMinutes(1);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException when a value is out of its range; the message names the key
     */
    public StreamSettings {
        requireRange(MINIMUM_POINTS, minimumPoints, 2, MOST_POINTS);
        requireRange(MAXIMUM_POINTS, maximumPoints, minimumPoints, MOST_POINTS);
        requireRange(LIVE_EVERY, liveEvery, 1, MOST_NEW_POINTS);
        requireRange(MAXIMUM_GAP, maximumGap, 0, LONGEST_GAP);
        TimeSettings.requireRange(STREAM_TIME_INACTIVITY, streamTimeInactivity, SHORTEST, LONGEST_INACTIVITY);
        TimeSettings.requireRange(WALL_CLOCK_INACTIVITY, wallClockInactivity, SHORTEST, LONGEST_INACTIVITY);
        requireRange(BATCH_SIZE, batchSize, 1, LARGEST_BATCH);
        TimeSettings.requireRange(BATCH_LINGER, batchLinger, SHORTEST, LONGEST_LINGER);
        if (time.endedRetention().compareTo(streamTimeInactivity) < 0) {
            throw new IllegalArgumentException(TimeSettings.ENDED_RETENTION + " is from "
                    + STREAM_TIME_INACTIVITY + " (" + streamTimeInactivity.toMillis() + ") up, got "
                    + time.endedRetention().toMillis());
        }
        if (!(minimumConfidence >= 0 && minimumConfidence <= 1)) {
            throw new IllegalArgumentException(MINIMUM_CONFIDENCE + " is from 0 to 1, got " + minimumConfidence);
        }
    }

    /**
     * 10 to 1000 points, live every 20, gaps up to 5 frames, silence of 30 s and 60 s, batches of 64 or 100 ms, labels
     * from 50 % on.
     */
    public static StreamSettings defaults() {
        return new StreamSettings(
                10,
                1000,
                20,
                5,
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                64,
                Duration.ofMillis(100),
                0.5,
                TimeSettings.defaults());
    }

    /** These settings with another smallest confidence of a label, 0 to 1. */
    public StreamSettings withMinimumConfidence(double confidence) {
        return with(minimumPoints, maximumPoints, streamTimeInactivity, wallClockInactivity, confidence, time);
    }

    /** These settings with other windows of the composition, 1 second to 1 day. */
    public StreamSettings withCompositionWindow(Duration window) {
        TimeSettings other = new TimeSettings(time.maximumAhead(), time.endedRetention(), window);
        return with(minimumPoints, maximumPoints, streamTimeInactivity, wallClockInactivity, minimumConfidence, other);
    }

    /** These settings for recordings, which say themselves where a track ends: no silence in them means anything. */
    public StreamSettings forRecordings() {
        Duration never =
                time.endedRetention().compareTo(LONGEST_INACTIVITY) < 0 ? time.endedRetention() : LONGEST_INACTIVITY;
        return with(minimumPoints, maximumPoints, never, never, minimumConfidence, time);
    }

    /** These settings with windows that a model accepts. */
    public StreamSettings within(ModelDescription model) {
        int fewest = Math.max(minimumPoints, model.minimumPoints());
        int most = Math.min(maximumPoints, model.maximumPoints());
        return with(fewest, most, streamTimeInactivity, wallClockInactivity, minimumConfidence, time);
    }

    private StreamSettings with(
            int fewest, int most, Duration streamTime, Duration wallClock, double confidence, TimeSettings times) {
        return new StreamSettings(
                fewest, most, liveEvery, maximumGap, streamTime, wallClock, batchSize, batchLinger, confidence, times);
    }

    private static void requireRange(String key, int value, int smallest, int largest) {
        if (value < smallest || value > largest) {
            throw new IllegalArgumentException(key + " is from " + smallest + " to " + largest + ", got " + value);
        }
    }
}
