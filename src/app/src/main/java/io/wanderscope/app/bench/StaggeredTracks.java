package io.wanderscope.app.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An endless acquisition in which a constant number of tracks is open: in each camera frame every track gets a position,
 * and one that has all of its points ends and is followed by a new one. The first tracks start one after the other, so
 * that at any time tracks of all lengths are open and their results fall due evenly. Not thread-safe.
 */
final class StaggeredTracks {
    private static final int NOT_STARTED = -1;

    private final int points;
    /** Number of the track in each place, and the frame that it gets next. */
    private final int[] tracks;

    private final int[] frames;
    private int place;
    private long turn;
    private int started;
    private boolean endIsDue;

    /**
     * Starts an acquisition.
     *
     * @param points length of each track, at least 1
     * @param open number of tracks that are open at a time, at least 1
     */
    StaggeredTracks(int points, int open) {
        this.points = points;
        this.tracks = new int[open];
        this.frames = new int[open];
        Arrays.fill(frames, NOT_STARTED);
    }

    /** The next position or end mark. */
    TrackEvent next() {
        if (endIsDue) {
            return end();
        }
        while (!isOpen(place)) {
            advance();
        }
        TrackEvent position = new TrackEvent(tracks[place], frames[place], turn, false);
        frames[place]++;
        if (frames[place] == points) {
            endIsDue = true;
        } else {
            advance();
        }
        return position;
    }

    private TrackEvent end() {
        TrackEvent end = new TrackEvent(tracks[place], points - 1, turn, true);
        endIsDue = false;
        start(place);
        advance();
        return end;
    }

    private boolean isOpen(int candidate) {
        if (frames[candidate] == NOT_STARTED && turn >= (long) candidate * points / tracks.length) {
            start(candidate);
        }
        return frames[candidate] != NOT_STARTED;
    }

    private void start(int at) {
        tracks[at] = started++;
        frames[at] = 0;
    }

    private void advance() {
        place++;
        if (place == tracks.length) {
            place = 0;
            turn++;
        }
    }

    /** The camera frame of the next event, from 0. */
    long turn() {
        return turn;
    }

    /** Events until tracks of all lengths are open, so that the load is as even as it ever gets. */
    int untilEven() {
        return points * (tracks.length + 1) / 2 + tracks.length;
    }

    /** The marks that end all tracks that are open; nothing may follow them. */
    List<TrackEvent> endAll() {
        List<TrackEvent> ends = new ArrayList<>();
        for (int open = 0; open < tracks.length; open++) {
            if (frames[open] > 0) {
                ends.add(new TrackEvent(tracks[open], frames[open] - 1, turn, true));
            }
        }
        return ends;
    }
}
