package io.wanderscope.app.acquisition;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Passes over the tracks of recordings: one recording after the other, each in the order of its file. */
public final class RecordedTracks implements Iterator<RecordedTrack> {
    private final Iterator<Acquisition> acquisitions;
    private Iterator<RecordedTrack> tracks = Collections.emptyIterator();

    /** Starts with the first track of the first recording that has one. */
    public RecordedTracks(List<Acquisition> acquisitions) {
        this.acquisitions = acquisitions.iterator();
    }

    @Override
    public boolean hasNext() {
        while (!tracks.hasNext() && acquisitions.hasNext()) {
            Acquisition acquisition = acquisitions.next();
            tracks = acquisition.tracks().stream()
                    .map(track -> new RecordedTrack(acquisition, track))
                    .iterator();
        }
        return tracks.hasNext();
    }

    @Override
    public RecordedTrack next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return tracks.next();
    }
}
