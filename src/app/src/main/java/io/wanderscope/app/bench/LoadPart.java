package io.wanderscope.app.bench;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * How much the stream takes: positions are sent all at once, so that neither the feed nor the moment at which they come
 * limits it, and it works through them.
 */
final class LoadPart {
    /** A trial that is shorter than this share of the part says too little. */
    private static final double LONG_ENOUGH = 0.5;

    private static final Duration WARM_UP_AT_MOST = Duration.ofSeconds(5);
    /** Bounds the disk that a part needs. */
    private static final long MAX_EVENTS = 20_000_000;

    private final BenchSession session;
    private final StaggeredTracks tracks;
    private final String acquisition;

    /**
     * What the stream did.
     *
     * @param positions taken in
     * @param seconds time that took
     * @param cpu used meanwhile
     * @param populations seconds that stream threads spent on populations meanwhile
     * @param arrivals labels read meanwhile
     */
    record Outcome(long positions, double seconds, CpuUsage cpu, double populations, List<Arrival> arrivals) {
        double perSecond() {
            return positions / seconds;
        }

        /**
         * What populations took, in seconds: the CPU of their own thread, and the time that stream threads spent on the evidence of a
         * track and on adding it. Deleting, reading the sums for an estimate and the serialisation of records are not in it.
         */
        double populationCpu() {
            return populations + cpu.populations();
        }

        /** Labels on which the model has run. */
        long classified() {
            return arrivals.stream().filter(Arrival::isClassified).count();
        }
    }

    LoadPart(BenchSession session, StaggeredTracks tracks, String acquisition) {
        this.session = session;
        this.tracks = tracks;
        this.acquisition = acquisition;
    }

    /**
     * Sends more and more until the stream works at its usual rate.
     *
     * @param part how long the measurement will take
     * @return positions per second in the end
     */
    double warmUp(Duration part) throws InterruptedException {
        double seconds = Math.min(seconds(part), seconds(WARM_UP_AT_MOST));
        return trial(tracks.untilEven(), LONG_ENOUGH * seconds, "warming up").perSecond();
    }

    /** Measures for about this long, given what the warm-up has shown. */
    Outcome run(double perSecond, Duration part) throws InterruptedException {
        long events = Math.max(1, Math.round(perSecond * seconds(part)));
        return trial(events, LONG_ENOUGH * seconds(part), "taking in");
    }

    /**
     * Sends twice as much each time, until most of it was still to do after the sending, or the sending itself takes so long
     * that it must be what limits the stream.
     */
    private Outcome trial(long events, double longEnough, String what) throws InterruptedException {
        for (long more = events; ; more *= 2) {
            Trial trial = measure(Math.min(MAX_EVENTS, more), what);
            if (trial.isMostlyAfterSending() && trial.afterSending().seconds() >= longEnough) {
                return trial.afterSending();
            }
            if (trial.whole().seconds() >= 2 * longEnough || more >= MAX_EVENTS) {
                return trial.whole();
            }
        }
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }

    private record Trial(Outcome whole, Outcome afterSending) {
        boolean isMostlyAfterSending() {
            return 2 * afterSending.positions() >= whole.positions();
        }
    }

    private Trial measure(long events, String what) throws InterruptedException {
        session.reader().takeArrivals();
        Moment beginning = now();
        send(events);
        List<Arrival> meanwhile = session.reader().takeArrivals();
        Moment sent = now();
        session.awaitTaken(what);
        Moment end = now();
        List<Arrival> since = session.reader().takeArrivals();
        List<Arrival> all = Stream.concat(meanwhile.stream(), since.stream()).toList();
        return new Trial(between(beginning, end, all), between(sent, end, since));
    }

    private record Moment(long nanos, long taken, CpuMeter.Reading cpu, double populations) {}

    private Moment now() {
        return new Moment(
                session.nanoTime().getAsLong(), session.taken(), session.meter().read(), session.populationSeconds());
    }

    private Outcome between(Moment from, Moment to, List<Arrival> arrivals) {
        return new Outcome(
                to.taken() - from.taken(),
                (to.nanos() - from.nanos()) / 1e9,
                session.meter().between(from.cpu(), to.cpu()),
                to.populations() - from.populations(),
                arrivals);
    }

    private void send(long events) {
        for (long sent = 0; sent < events; sent++) {
            session.feed().send(acquisition, tracks.next());
        }
        session.feed().flush();
        session.check();
    }
}
