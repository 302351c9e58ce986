package io.wanderscope.app.bench;

import io.wanderscope.app.configuration.RunConfiguration;
import io.wanderscope.app.terminal.CommandFailure;
import io.wanderscope.app.terminal.Counted;
import io.wanderscope.cluster.TemporaryDirectory;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.inference.OnnxTrajectoryClassifier;
import io.wanderscope.streaming.Clocks;
import io.wanderscope.streaming.StreamSettings;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * One run of the measurement, part after part: what the stream takes in and how soon it answers, what a position costs,
 * and beside it what the engine and Kafka Streams each do alone on the same machine.
 */
public final class BenchRun {
    /** Populations should take no more than this share of the CPU that labels take, in percent. */
    private static final int MAX_POPULATION_SHARE = 20;

    private static final String ACQUISITION = "staggered";
    private static final int SHORT = 100;
    /** Share of the sustained rate at which the cost by length is measured. */
    private static final double UNHURRIED = 0.5;

    /** Seconds; below it, the difference between two starts says nothing. */
    private static final double SHORTEST_READING = 0.001;

    private static final int MIN_TRACKS = 4;
    private static final int MAX_TRACKS = 100;
    private static final Duration ENGINE_WARM_UP = Duration.ofSeconds(1);
    private static final int MAX_WINDOWS = 20_000;

    private final BenchCluster cluster;
    private final OnnxTrajectoryClassifier classifier;
    private final BenchLoad load;
    private final StreamSettings settings;
    private final Clocks clocks;
    private final PrintWriter progress;
    private final Consumer<String> done;
    private final Figures figures;
    private final SimulatedPaths paths;

    private BenchRun(
            BenchCluster cluster,
            OnnxTrajectoryClassifier classifier,
            BenchLoad load,
            Figures figures,
            Clocks clocks,
            PrintWriter progress,
            Consumer<String> done) {
        this.cluster = cluster;
        this.classifier = classifier;
        this.load = load;
        this.settings = cluster.configuration().settings().within(classifier.model());
        this.clocks = clocks;
        this.progress = progress;
        this.done = done;
        this.figures = figures;
        this.paths = new SimulatedPaths(
                Math.max(load.points(), LengthPart.longestTrack(settings.maximumPoints())), load.seed());
    }

    /**
     * Measures everything.
     *
     * @param cluster to measure; stays open
     * @param classifier for the stream, and for the engine alone; stays open
     * @param figures receives what was found
     * @param progress receives lines of progress
     * @param done receives each section of the report as soon as it is complete
     * @throws CommandFailure when the stream stops or makes no progress, a part was too short to find anything, or the
     *     labels do not account for every position
     */
    public static void run(
            BenchCluster cluster,
            OnnxTrajectoryClassifier classifier,
            BenchLoad load,
            Figures figures,
            Clocks clocks,
            PrintWriter progress,
            Consumer<String> done)
            throws InterruptedException {
        new BenchRun(cluster, classifier, load, figures, clocks, progress, done).run();
    }

    private void run() throws InterruptedException {
        cluster.prepare();
        SendTimes times = new SendTimes();
        long records;
        List<ObservedTrajectory> windows;
        try (TemporaryDirectory emptyState = TemporaryDirectory.create();
                BenchSession session = BenchSession.start(cluster, classifier, paths, times, clocks, progress)) {
            emptyState.deleteAtExit();
            StaggeredTracks tracks = new StaggeredTracks(load.points(), load.openTracks());
            windows = measureLoad(session, tracks);
            measureRates(session, tracks);
            measureRestore(session, emptyState);
            end(session, tracks);
            measureLengths(session, tracks.turn());
            addCheck(session);
            records = session.feed().events();
        }
        measureEngine(windows);
        measureBare(records);
        compare();
    }

    private List<ObservedTrajectory> measureLoad(BenchSession session, StaggeredTracks tracks)
            throws InterruptedException {
        LoadPart part = new LoadPart(session, tracks, ACQUISITION);
        double perSecond = part.warmUp(load.part());
        LoadPart.Outcome outcome = part.run(perSecond, load.part());
        figures.heading(
                "load",
                "As much as the stream takes (tracks of " + load.points() + " points, " + load.openTracks()
                        + " open, a label every " + settings.liveEvery() + " points)");
        figures.add("load.positions", "positions", outcome.perSecond(), "positions/s");
        figures.add("load.labels", "labels", outcome.classified() / outcome.seconds(), "labels/s");
        figures.add("load.seconds", "measured for", outcome.seconds(), "s");
        addCosts(outcome, session.sizes(), session.taken());
        finish("load");
        return windows(outcome.arrivals());
    }

    private void addCosts(LoadPart.Outcome outcome, TopicSizes sizes, long positions) {
        double scale = 1e6 / outcome.positions();
        CpuUsage cpu = outcome.cpu();
        String all = cluster.isEmbedded() ? "CPU a position, in all" : "CPU a position, in all but the broker";
        figures.add("load.cpu", all, scale * cpu.work(), "µs");
        figures.add("load.cpu.stream", "of that stream threads and their clients", scale * cpu.stream(), "µs");
        if (cluster.isEmbedded()) {
            figures.add("load.cpu.broker", "of that the broker", scale * cpu.broker(), "µs");
        } else {
            figures.note(
                    "load",
                    "CPU time of the broker, which is not in this process, is not measured, here and in what follows.");
        }
        figures.add("load.cpu.rest", "of that inference, garbage collection, stores", scale * cpu.rest(), "µs");
        figures.add("load.cpu.population", "of both that populations", scale * outcome.populationCpu(), "µs");
        figures.add(
                "load.population",
                "populations, of the CPU without them (limit " + MAX_POPULATION_SHARE + " %)",
                100 * outcome.populationCpu() / (cpu.work() - outcome.populationCpu()),
                "%");
        figures.add("load.cpu.measurement", "beside it the measurement's own", scale * cpu.measurement(), "µs");
        figures.add(
                "load.bytes.input",
                "bytes a position on its own topic",
                (double) sizes.of("positions") / positions,
                "B");
        figures.add(
                "load.bytes.output",
                "on labels, saliency, composition, population",
                (double) sizes.output() / positions,
                "B");
        figures.add("load.bytes.internal", "on changelogs and repartition", (double) sizes.internal() / positions, "B");
        sizes.byTopic()
                .forEach((topic, bytes) ->
                        figures.add("bytes." + topic, "bytes a position on " + topic, (double) bytes / positions, "B"));
    }

    /** What the stream has classified, so that the engine can do the same alone. */
    private List<ObservedTrajectory> windows(List<Arrival> arrivals) {
        return arrivals.stream()
                .filter(Arrival::isClassified)
                .limit(MAX_WINDOWS)
                .map(arrival -> paths.window(arrival.track(), arrival.firstFrame(), arrival.points()))
                .toList();
    }

    private void measureRates(BenchSession session, StaggeredTracks tracks) throws InterruptedException {
        for (int rate : load.rates()) {
            RatePart.Outcome outcome = new RatePart(session, tracks, ACQUISITION).run(rate, load.part());
            String section = "rate." + rate;
            figures.heading(
                    section, "From sending a position to reading its committed label, at " + rate + " positions/s");
            figures.add(section + ".median", "median", outcome.latencies().median(), "ms");
            figures.add(section + ".p90", "90 %", outcome.latencies().at(0.9), "ms");
            figures.add(section + ".p99", "99 %", outcome.latencies().at(0.99), "ms");
            figures.add(section + ".maximum", "longest", outcome.latencies().maximum(), "ms");
            figures.add(section + ".labels", "labels", (double) outcome.labels(), "");
            figures.add(
                    section + ".waiting",
                    "positions not taken in when the last was sent",
                    (double) outcome.waiting(),
                    "");
            figures.add(section + ".cores", "cores in use", outcome.cores(), "");
            figures.add(
                    section + ".bytes.internal",
                    "bytes a position on changelogs and repartition",
                    outcome.internal(),
                    "B");
            finish(section);
        }
    }

    private void measureRestore(BenchSession session, TemporaryDirectory emptyState) throws InterruptedException {
        session.awaitQuiet();
        long bytes = session.sizes().changelogs();
        BenchSession.Restart restart =
                session.restartWithoutState(emptyState.path().toString());
        double reading = Math.max(SHORTEST_READING, restart.reading());
        figures.heading("restore", "A new instance takes over the state");
        figures.add("restore.seconds", "until it works", restart.seconds(), "s");
        figures.add("restore.reading", "of that reading changelogs", reading, "s");
        figures.add("restore.bytes", "changelogs to read", bytes / 1e6, "MB");
        figures.add("restore.rate", "in that time", bytes / 1e6 / reading, "MB/s");
        finish("restore");
    }

    private static void end(BenchSession session, StaggeredTracks tracks) throws InterruptedException {
        tracks.endAll().forEach(end -> session.feed().send(ACQUISITION, end));
        session.feed().flush();
        session.awaitFinals();
    }

    private void measureLengths(BenchSession session, long turn) throws InterruptedException {
        double unhurried = UNHURRIED * figures.value("load.positions");
        int longest = settings.maximumPoints();
        double budget = unhurried * load.part().toSeconds() / LengthPart.longestTrack(longest);
        int tracks = (int) Math.max(MIN_TRACKS, Math.min(MAX_TRACKS, budget));
        double inTime = (double) tracks * LengthPart.MEASURED / load.part().toSeconds();
        LengthPart part = new LengthPart(session, tracks, Math.max(unhurried, inTime), turn);
        figures.heading("length", "What a position costs by the length of its track");
        figures.add("length.short", "CPU a position at " + SHORT + " points", 1e6 * part.around(SHORT), "µs");
        figures.add("length.long", "CPU a position at " + longest + " points", 1e6 * part.from(longest), "µs");
        figures.addRatio("length.ratio", "long to short", "length.long", "length.short");
        finish("length");
    }

    private void addCheck(BenchSession session) throws InterruptedException {
        session.awaitFinals();
        figures.heading("check", "Every position that was sent");
        figures.add("check.sent", "positions sent", (double) session.feed().positions(), "");
        figures.add(
                "check.read",
                "positions that the final labels account for",
                (double) session.reader().positions(),
                "");
        figures.add(
                "check.tracks",
                "final labels, one for each track",
                (double) session.reader().finals(),
                "");
        finish("check");
    }

    private void measureEngine(List<ObservedTrajectory> windows) {
        if (windows.isEmpty()) {
            throw new CommandFailure("the model was not run on any track within "
                    + load.part().toSeconds() + " s; raise --seconds or --points, or lower --every");
        }
        print("engine alone: " + Counted.of(windows.size(), "window") + " of the stream");
        EngineAlone engine = new EngineAlone(
                classifier,
                windows,
                settings.batchSize(),
                cluster.configuration().inferenceThreads(classifier.provider()).number());
        CpuMeter meter = new CpuMeter(cluster.brokerThreads(), cluster.application());
        engine.run(ENGINE_WARM_UP, meter, clocks.nanoTime(), cluster.stop());
        EngineAlone.Outcome outcome = engine.run(load.part().dividedBy(2), meter, clocks.nanoTime(), cluster.stop());
        figures.heading("engine", "The engine alone on the same windows, in batches of " + settings.batchSize());
        figures.add("engine.labels", "labels", outcome.perSecond(), "labels/s");
        figures.add("engine.cpu", "CPU a label", 1e6 * outcome.cpu() / outcome.labels(), "µs");
        figures.add(
                "engine.points",
                "mean points of a window",
                windows.stream().mapToInt(ObservedTrajectory::size).average().orElseThrow(),
                "");
        finish("engine");
    }

    private void measureBare(long records) throws InterruptedException {
        print("bare topology: counting " + records + " records");
        RunConfiguration configuration = cluster.configuration();
        String application = cluster.bareApplication();
        BareTopology.Outcome outcome = new BareTopology(configuration.topics().positions())
                .run(
                        cluster.streams(application),
                        records,
                        load.part(),
                        new CpuMeter(cluster.brokerThreads(), application),
                        clocks.nanoTime(),
                        cluster.stop());
        figures.heading("bare", "A bare topology that counts the same records by key, same broker and settings");
        figures.add("bare.records", "records", outcome.perSecond(), "records/s");
        figures.add("bare.cpu", "CPU a record", 1e6 * outcome.cpu().work() / outcome.records(), "µs");
        finish("bare");
    }

    private void compare() {
        figures.heading("ratio", "The stream beside them");
        figures.addShare("ratio.engine", "its labels/s, of the engine's alone", "load.labels", "engine.labels");
        figures.addShare("ratio.bare", "its positions/s, of the bare topology's", "load.positions", "bare.records");
        finish("ratio");
    }

    private void finish(String section) {
        done.accept(figures.section(section));
    }

    private void print(String line) {
        progress.println(line);
        progress.flush();
    }
}
