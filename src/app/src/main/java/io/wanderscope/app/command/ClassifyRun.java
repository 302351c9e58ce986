package io.wanderscope.app.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wanderscope.app.acquisition.Acquisition;
import io.wanderscope.app.acquisition.IntervalSource;
import io.wanderscope.app.acquisition.Recording;
import io.wanderscope.app.embedded.Replay;
import io.wanderscope.app.results.FoundPopulations;
import io.wanderscope.app.results.KeptResults;
import io.wanderscope.app.results.PictureTracks;
import io.wanderscope.app.results.PopulationFile;
import io.wanderscope.app.results.PositionCounts;
import io.wanderscope.app.results.Rejection;
import io.wanderscope.app.results.ResultFiles;
import io.wanderscope.app.results.ResultFolder;
import io.wanderscope.app.results.RunFacts;
import io.wanderscope.app.results.RunResults;
import io.wanderscope.app.results.Summaries;
import io.wanderscope.app.results.WriteFailure;
import io.wanderscope.app.terminal.CommandFailure;
import io.wanderscope.app.terminal.Counted;
import io.wanderscope.app.terminal.PrintableText;
import io.wanderscope.app.terminal.ProgressLines;
import io.wanderscope.app.terminal.ThreadDeaths;
import io.wanderscope.dashboard.FieldOfViewPicture;
import io.wanderscope.dashboard.PopulationPicture;
import io.wanderscope.inference.OnnxTrajectoryClassifier;
import io.wanderscope.schema.AcquisitionPopulation;
import io.wanderscope.streaming.Clocks;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of {@code classify}: from recordings to files and pictures. */
final class ClassifyRun {
    private static final Logger LOG = LoggerFactory.getLogger(ClassifyRun.class);

    private final List<Recording> recordings;
    private final List<Acquisition> acquisitions;
    private final OnnxTrajectoryClassifier classifier;
    private final ResultFolder folder;
    private final RunFacts facts;
    private final Clocks clocks;
    private final ClassifyTerminal terminal;
    private final ThreadDeaths deaths;
    private final ProgressLines progress;
    private final int tracks;

    /** Prepares the run of at least one recording. */
    ClassifyRun(
            List<Recording> recordings,
            OnnxTrajectoryClassifier classifier,
            ResultFolder folder,
            RunFacts facts,
            Clocks clocks,
            ClassifyTerminal terminal,
            ThreadDeaths deaths) {
        this.recordings = recordings;
        this.acquisitions = recordings.stream().map(Recording::acquisition).toList();
        this.classifier = classifier;
        this.folder = folder;
        this.facts = facts;
        this.clocks = clocks;
        this.terminal = terminal;
        this.deaths = deaths;
        this.tracks = acquisitions.stream()
                .mapToInt(acquisition -> acquisition.tracks().size())
                .sum();
        this.progress = new ProgressLines(terminal.progress(), "classified", tracks, clocks.nanoTime());
    }

    /** What a run found. */
    record Outcome(
            RunResults results,
            List<PositionCounts> positions,
            List<Rejection> rejections,
            List<AcquisitionPopulation> populations,
            List<ObjectNode> summaries) {}

    /**
     * Runs to the end. If the process is asked to end before that, the results so far stay, and a line says so.
     *
     * @param revisions whether LIVE revisions are written too
     * @param log named in the message if the run fails
     */
    Outcome run(boolean revisions, Path log) throws InterruptedException {
        announceReplaced(folder.unfinishedResults());
        try (ResultFiles files = ResultFiles.start(folder.path(), tracks, revisions, untimed(), clocks.nanoTime())) {
            deaths.addToLine(() -> keep(files));
            InterruptedRun interrupted = InterruptedRun.watch(() -> leave(files));
            try {
                RunResults results = new RunResults(acquisitions, files, facts.stage(), untimed());
                Replay.Outcome replayed = replay(results, files, log);
                List<PositionCounts> positions = positions(results, replayed.rejections());
                List<AcquisitionPopulation> populations = populations(replayed.populations());
                PopulationFile.write(folder.path().resolve(PopulationFile.NAME), populations);
                List<ObjectNode> summaries = summarise(positions, populations, results);
                draw(results, populations);
                return new Outcome(results, positions, replayed.rejections(), populations, summaries);
            } finally {
                interrupted.close();
            }
        }
    }

    /** The recordings whose frame interval is assumed. */
    private Set<String> untimed() {
        return recordings.stream()
                .filter(recording -> recording.intervalSource() == IntervalSource.ASSUMED)
                .map(Recording::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    private void announceReplaced(List<Path> unfinished) {
        if (!unfinished.isEmpty()) {
            terminal.note("replacing " + unfinished.stream().map(Path::toString).collect(Collectors.joining(" and "))
                    + ", which an interrupted run left");
        }
    }

    private Replay.Outcome replay(RunResults results, ResultFiles files, Path log) throws InterruptedException {
        try {
            return Replay.run(acquisitions, classifier, facts.settings(), results, progress, clocks);
        } catch (CommandFailure e) {
            throw e.saying(keep(files) + "; see " + log + " for details");
        } catch (UncheckedIOException e) {
            throw new UncheckedIOException(e.getMessage() + keep(files), e.getCause());
        }
    }

    private void leave(ResultFiles files) {
        try {
            if (deaths.mayTell()) {
                terminal.problem(terminal.command() + ": interrupted" + keep(files));
            }
        } finally {
            folder.close();
        }
    }

    /** Writes what there is, and says what that is. */
    private String keep(ResultFiles files) {
        String kept = new KeptResults(files, folder.path(), tracks).keep();
        progress.end();
        return "; " + kept;
    }

    private List<PositionCounts> positions(RunResults results, List<Rejection> rejections) {
        List<PositionCounts> positions = recordings.stream()
                .map(recording -> PositionCounts.of(recording, results.counts(recording.acquisition()), rejections))
                .toList();
        positions.forEach(this::log);
        return positions;
    }

    private void log(PositionCounts counts) {
        Recording recording = counts.recording();
        LOG.info(
                "event=file_classified file=\"{}\" positions={} {}",
                recording.file(),
                recording.positions(),
                counts.logged());
        long missing = recording.positions() - counts.accountedFor();
        if (missing != 0) {
            terminal.problem(recording.file() + ": of " + Counted.of(recording.positions(), "position") + ", " + missing
                    + " cannot be accounted for, which is a defect of Wanderscope");
        }
    }

    /** Those of the recordings that have one, in their order. */
    private List<AcquisitionPopulation> populations(FoundPopulations found) {
        Set<String> untimed = untimed();
        List<AcquisitionPopulation> populations = new ArrayList<>();
        for (Recording recording : recordings) {
            String name = recording.name();
            if (found.missing(name) > 0) {
                terminal.problem(recording.file() + ": its population did not come in time and misses "
                        + Counted.of(found.missing(name), "track") + "; labels are complete");
            }
            found.of(name)
                    .map(each -> untimed.contains(name) ? FoundPopulations.inFrames(each) : each)
                    .ifPresent(populations::add);
        }
        return populations;
    }

    private List<ObjectNode> summarise(
            List<PositionCounts> positions, List<AcquisitionPopulation> populations, RunResults results) {
        Map<String, AcquisitionPopulation> byName =
                populations.stream().collect(Collectors.toMap(AcquisitionPopulation::getAcquisition, each -> each));
        Summaries summaries = new Summaries(facts);
        List<ObjectNode> all = new ArrayList<>();
        for (PositionCounts counts : positions) {
            String name = counts.recording().name();
            ObjectNode summary =
                    summaries.of(counts, results.counts(counts.recording().acquisition()), folder.picture(name));
            if (byName.containsKey(name)) {
                Summaries.addPopulation(summary, byName.get(name), folder.population(name));
            }
            Summaries.write(folder.summary(name), summary);
            all.add(summary);
        }
        return all;
    }

    private void draw(RunResults results, List<AcquisitionPopulation> populations) {
        for (Acquisition acquisition : acquisitions) {
            PictureTracks tracks = results.takePicture(acquisition);
            write(
                    folder.picture(acquisition.name()),
                    FieldOfViewPicture.draw(
                            PrintableText.of(acquisition.name()),
                            acquisition.lengthUnit(),
                            tracks.drawn(),
                            facts.stage(),
                            tracks.diffusion()));
        }
        for (AcquisitionPopulation population : populations) {
            String name = population.getAcquisition();
            write(folder.population(name), PopulationPicture.draw(PrintableText.of(name), population));
        }
    }

    private static void write(Path png, BufferedImage picture) {
        try {
            FieldOfViewPicture.write(png, picture);
        } catch (IOException e) {
            throw WriteFailure.of(png, e);
        }
    }
}
