package io.wanderscope.app.bench;

import io.wanderscope.app.terminal.CommandFailure;
import io.wanderscope.app.terminal.ProgressLines;
import java.time.Duration;
import java.util.List;

/** How long a position waits for its label, and what it costs the brokers, while positions come at a constant rate. */
final class RatePart {
    /** Share of the time that only warms up. */
    private static final double WARM_UP = 0.2;

    private final BenchSession session;
    private final StaggeredTracks tracks;
    private final String acquisition;

    /**
     * What was found.
     *
     * @param latencies in milliseconds, of labels whose last position was sent after the warm-up
     * @param labels number of those labels
     * @param waiting positions that the stream had not taken in when the last was sent
     * @param cores CPU seconds used per second by stream and broker
     * @param internal bytes a position on what the stream writes for itself
     */
    record Outcome(Percentiles latencies, int labels, long waiting, double cores, double internal) {}

    RatePart(BenchSession session, StaggeredTracks tracks, String acquisition) {
        this.session = session;
        this.tracks = tracks;
        this.acquisition = acquisition;
    }

    /**
     * Sends positions at a rate.
     *
     * @throws CommandFailure when the time was too short for any label
     */
    Outcome run(int perSecond, Duration part) throws InterruptedException {
        session.reader().takeArrivals();
        long bytes = session.sizes().internal();
        CpuMeter.Reading before = session.meter().read();
        long start = send(perSecond, part);
        CpuUsage cpu = session.meter().since(before);
        long end = session.nanoTime().getAsLong();
        long waiting = session.feed().events() - session.taken();
        session.feed().flush();
        session.awaitTaken("catching up");
        session.awaitQuiet();
        double internal = (double) (session.sizes().internal() - bytes) / (perSecond * part.toSeconds());
        long from = start + Math.round(WARM_UP * part.toNanos());
        double[] latencies = latencies(session.reader().takeArrivals(), from);
        if (latencies.length == 0) {
            throw new CommandFailure("no label came for a position of the last " + part.toSeconds() + " s at "
                    + perSecond + " positions/s; raise --rate or --seconds, or lower --every or --open");
        }
        double cores = cpu.work() / ((end - start) / 1e9);
        return new Outcome(new Percentiles(latencies), latencies.length, waiting, cores, internal);
    }

    private long send(int perSecond, Duration part) throws InterruptedException {
        long events = perSecond * part.toSeconds();
        ProgressLines progress = session.progress("sending at " + perSecond + "/s", events);
        Pace pace = new Pace(perSecond, session.nanoTime());
        for (long sent = 0; sent < events; sent++) {
            long due = pace.await();
            session.feed().sendDue(acquisition, tracks.next(), due);
            session.check();
            progress.advance(1);
        }
        return pace.start();
    }

    private static double[] latencies(List<Arrival> arrivals, long from) {
        return arrivals.stream()
                .filter(arrival -> arrival.isSentSince(from))
                .mapToDouble(Arrival::latency)
                .toArray();
    }
}
