package io.wanderscope.streaming;

/** The record key of one track on every topic: all of a track's records share a partition. */
public final class TrackKey {
    public static final String SEPARATOR = "/";

    private TrackKey() {}

    /**
     * The key {@code acquisition/track}.
     *
     * @param acquisition name of the acquisition, not empty and without a slash
     * @param track identity of the track within the acquisition, not empty
     * @throws IllegalArgumentException when either is empty or the acquisition has a slash
     */
    public static String of(String acquisition, String track) {
        if (acquisition.isEmpty() || track.isEmpty()) {
            throw new IllegalArgumentException("a track is identified by its acquisition and its own name, got \""
                    + acquisition + "\" and \"" + track + "\"");
        }
        if (acquisition.contains(SEPARATOR)) {
            throw new IllegalArgumentException(
                    "an acquisition's name has no slash, which separates it from its track, got \"" + acquisition
                            + "\"");
        }
        return acquisition + SEPARATOR + track;
    }
}
