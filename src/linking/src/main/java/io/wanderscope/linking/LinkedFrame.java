package io.wanderscope.linking;

import java.util.List;

/** What became of one frame: each localisation belongs to a track now, and some tracks have ended. */
public final class LinkedFrame {
    private final OpenTracks open;
    private final long[] tracks;
    private final long firstNew;
    private final List<OpenTrack> ended;
    private final LinkingWork work;

    LinkedFrame(OpenTracks open, long[] tracks, long firstNew, List<OpenTrack> ended, LinkingWork work) {
        this.open = open;
        this.tracks = tracks;
        this.firstNew = firstNew;
        this.ended = List.copyOf(ended);
        this.work = work;
    }

    /** The state for the next frame. */
    public OpenTracks open() {
        return open;
    }

    /** How many localisations the frame has. */
    public int size() {
        return tracks.length;
    }

    /**
     * The number of the track that a localisation belongs to.
     *
     * @param localisation its place in the list that was linked, from 0
     */
    public long track(int localisation) {
        return tracks[localisation];
    }

    /**
     * Whether a localisation is the first of its track.
     *
     * @param localisation its place in the list that was linked, from 0
     */
    public boolean isStart(int localisation) {
        return tracks[localisation] >= firstNew;
    }

    /** The tracks that cannot go on after this frame, in the order of their numbers. */
    public List<OpenTrack> ended() {
        return ended;
    }

    /** What it took. */
    public LinkingWork work() {
        return work;
    }
}
