package io.wanderscope.linking;

/**
 * How an acquisition is linked.
 *
 * @param costs what a link costs
 * @param maximumGap most frames without a localisation that a link bridges, 0 to {@value #LONGEST_GAP}
 * @param maximumLocalisations most localisations of a frame, 1 to {@value #MAX_TRACKS}
 * @param maximumOpenTracks most tracks that are open after a frame, from the most localisations to {@value #MAX_TRACKS}; where
 *     there would be more, those that have been silent longest end early
 */
public record LinkingSettings(LinkingCosts costs, int maximumGap, int maximumLocalisations, int maximumOpenTracks) {
    /** Highest number of localisations and of open tracks that may be asked for. */
    public static final int MAX_TRACKS = 100_000;

    /** Longest gap that may be asked for. */
    public static final int LONGEST_GAP = 1000;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of range
     */
    public LinkingSettings {
        requireRange("the maximum gap", maximumGap, 0, LONGEST_GAP);
        requireRange("the maximum number of localisations", maximumLocalisations, 1, MAX_TRACKS);
        requireRange("the maximum number of open tracks", maximumOpenTracks, maximumLocalisations, MAX_TRACKS);
    }

    private static void requireRange(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " is " + value + "; it must be " + least + " to " + most);
        }
    }
}
