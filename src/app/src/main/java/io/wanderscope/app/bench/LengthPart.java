package io.wanderscope.app.bench;

import io.wanderscope.app.terminal.ProgressLines;

/** What a position costs while its track has a given length: CPU time of stream, broker and inference. */
final class LengthPart {
    /** Positions of each track that are measured; the short length lies in their middle. */
    static final int MEASURED = 100;

    private final BenchSession session;
    private final int tracks;
    private final double perSecond;
    private long turn;

    /**
     * Prepares the measurement.
     *
     * @param tracks that grow together, at least 1
     * @param perSecond rate at which the measured positions are sent; one that the stream keeps up with
     * @param turn first camera frame, not before those of other acquisitions, whose tracks have ended
     */
    LengthPart(BenchSession session, int tracks, double perSecond, long turn) {
        this.session = session;
        this.tracks = tracks;
        this.perSecond = perSecond;
        this.turn = turn;
    }

    /** Points that a track has in the end, at most. */
    static int longestTrack(int length) {
        return length + 2 * MEASURED;
    }

    /**
     * Measures positions at about a length.
     *
     * @return CPU seconds for each
     */
    double around(int length) throws InterruptedException {
        return measure("around-" + length, length - MEASURED / 2, false);
    }

    /**
     * Measures positions from a length on, at which the window is full. The tracks are not equally long, so that their
     * results fall due at different times.
     *
     * @return CPU seconds for each
     */
    double from(int length) throws InterruptedException {
        return measure("from-" + length, length, true);
    }

    private double measure(String acquisition, int first, boolean spread) throws InterruptedException {
        grow(acquisition, first, spread);
        session.awaitTaken("growing tracks to " + first + " points");
        session.awaitQuiet();
        CpuMeter.Reading before = session.meter().read();
        send(acquisition, first, spread);
        session.awaitTaken("catching up");
        CpuMeter.Reading after = session.awaitQuiet();
        end(acquisition, first, spread);
        return session.meter().between(before, after).work() / ((double) tracks * MEASURED);
    }

    private static int firstMeasured(int first, boolean spread, int track) {
        return spread ? first + track % MEASURED : first;
    }

    private void grow(String acquisition, int first, boolean spread) {
        for (int frame = 0; frame < first + MEASURED; frame++, turn++) {
            session.check();
            for (int track = 0; track < tracks; track++) {
                if (frame < firstMeasured(first, spread, track)) {
                    session.feed().send(acquisition, new TrackEvent(track, frame, turn, false));
                }
            }
        }
        session.feed().flush();
    }

    private void send(String acquisition, int first, boolean spread) throws InterruptedException {
        ProgressLines progress =
                session.progress("sending positions at " + first + " points", (long) tracks * MEASURED);
        Pace pace = new Pace(perSecond, session.nanoTime());
        for (int more = 0; more < MEASURED; more++, turn++) {
            for (int track = 0; track < tracks; track++) {
                int frame = firstMeasured(first, spread, track) + more;
                pace.await();
                session.feed().send(acquisition, new TrackEvent(track, frame, turn, false));
                session.check();
                progress.advance(1);
            }
        }
        session.feed().flush();
    }

    private void end(String acquisition, int first, boolean spread) {
        for (int track = 0; track < tracks; track++) {
            int frame = firstMeasured(first, spread, track) + MEASURED - 1;
            session.feed().send(acquisition, new TrackEvent(track, frame, turn, true));
        }
        session.feed().flush();
    }
}
