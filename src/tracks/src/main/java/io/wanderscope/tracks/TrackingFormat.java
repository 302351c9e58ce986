package io.wanderscope.tracks;

/** The formats of tracking files that can be read. */
public enum TrackingFormat {
    /** What TrackMate's action "Export tracks to XML file" writes: only tracks, without spots that were not linked. */
    TRACKMATE_TRACKS_XML,
    /** The table of localisations of quot and saSPT: {@code y} before {@code x}, {@code frame}, {@code trajectory}. */
    QUOT_CSV,
    /** Any other table with a header that names the columns of track, frame, x and y, in any order. */
    PLAIN_CSV
}
