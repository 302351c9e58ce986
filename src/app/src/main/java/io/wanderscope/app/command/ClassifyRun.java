package io.wanderscope.app.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wanderscope.app.acquisition.Acquisition;
import io.wanderscope.app.acquisition.IntervalSource;
import io.wanderscope.app.acquisition.Recording;
import io.wanderscope.app.embedded.Replay;
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
import io.wanderscope.dashboard.FieldOfViewPicture;
import io.wanderscope.inference.OnnxTrajectoryClassifier;
import io.wanderscope.streaming.Clocks;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    private final ProgressLines progress;
    private final int tracks;

    /** Prepares the run of at least one recording. */
    ClassifyRun(
            List<Recording> recordings,
            OnnxTrajectoryClassifier classifier,
            ResultFolder folder,
            RunFacts facts,
            Clocks clocks,
            ClassifyTerminal terminal) {
        this.recordings = recordings;
        this.acquisitions = recordings.stream().map(Recording::acquisition).toList();
        this.classifier = classifier;
        this.folder = folder;
        this.facts = facts;
        this.clocks = clocks;
        this.terminal = terminal;
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
            InterruptedRun interrupted = InterruptedRun.watch(() -> leave(files));
            try {
                RunResults results = new RunResults(acquisitions, files, facts.stage());
                List<Rejection> rejections = replay(results, files, log);
                List<PositionCounts> positions = positions(results, rejections);
                List<ObjectNode> summaries = summarise(positions, results);
                draw(results);
                return new Outcome(results, positions, rejections, summaries);
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

    private List<Rejection> replay(RunResults results, ResultFiles files, Path log) throws InterruptedException {
        try {
            return Replay.run(acquisitions, classifier, facts.settings(), results, progress, clocks);
        } catch (CommandFailure e) {
            progress.end();
            throw new CommandFailure(e.getMessage() + "; " + left(files) + "; see " + log + " for details", e);
        } catch (UncheckedIOException e) {
            progress.end();
            throw e;
        }
    }

    private void leave(ResultFiles files) {
        files.close();
        progress.end();
        terminal.problem(terminal.command() + ": interrupted; " + left(files));
        folder.close();
    }

    private String left(ResultFiles files) {
        Path labels = folder.path().resolve(ResultFiles.LABELS);
        Path saliency = folder.path().resolve(ResultFiles.SALIENCY);
        if (files.isComplete()) {
            return labels + " and " + saliency + " are complete, summaries and pictures may be missing";
        }
        int missing = tracks - files.tracks();
        return ResultFiles.unfinished(labels) + " and " + ResultFiles.unfinished(saliency) + " have the results of "
                + files.tracks() + " of " + Counted.of(tracks, "track") + ", " + missing
                + (missing == 1 ? " is missing" : " are missing");
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

    private List<ObjectNode> summarise(List<PositionCounts> positions, RunResults results) {
        Summaries summaries = new Summaries(facts);
        List<ObjectNode> all = new ArrayList<>();
        for (PositionCounts counts : positions) {
            String name = counts.recording().name();
            ObjectNode summary =
                    summaries.of(counts, results.counts(counts.recording().acquisition()), folder.picture(name));
            Summaries.write(folder.summary(name), summary);
            all.add(summary);
        }
        return all;
    }

    private void draw(RunResults results) {
        for (Acquisition acquisition : acquisitions) {
            BufferedImage drawn = FieldOfViewPicture.draw(
                    PrintableText.of(acquisition.name()),
                    acquisition.lengthUnit(),
                    results.takePicture(acquisition).drawn(),
                    facts.stage());
            Path picture = folder.picture(acquisition.name());
            try {
                FieldOfViewPicture.write(picture, drawn);
            } catch (IOException e) {
                throw WriteFailure.of(picture, e);
            }
        }
    }
}
