package io.wanderscope.trainer.study;

import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.TrackWindow;
import io.wanderscope.inference.Explanation;
import io.wanderscope.inference.TrajectoryClassifier;
import io.wanderscope.inference.Verdict;
import io.wanderscope.tracks.Track;
import io.wanderscope.tracks.TrackedPosition;
import io.wanderscope.tracks.TrackingFile;
import io.wanderscope.tracks.TrackingFileException;
import io.wanderscope.tracks.TrackingFileReader;
import io.wanderscope.trainer.study.TrackStudy.Requirement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The tracks of a tracking file for a study, each cut as the stream cuts it: of its latest positions, as many as the model accepts
 * points, the longest run without a long gap.
 */
public final class RecordedTracks {
    private final Path file;
    private final Requirement requirement;
    private final int maximumPoints;

    /**
     * Tells what to read.
     *
     * @param file a file of any format that {@link TrackingFileReader} knows
     * @param requirement what the study needs of a track
     * @param maximumPoints most points of a track, of which the latest count
     */
    public RecordedTracks(Path file, Requirement requirement, int maximumPoints) {
        this.file = file;
        this.requirement = requirement;
        this.maximumPoints = maximumPoints;
    }

    /**
     * Reads the file.
     *
     * @param limit most tracks to study; of more, as many are drawn
     * @param seed seed of that draw
     * @throws TrackingFileException if it cannot be read
     * @throws IllegalArgumentException if it has no track that is long enough and moves
     */
    public StudyTracks read(int limit, long seed, TrajectoryClassifier classifier) throws TrackingFileException {
        TrackingFile content = TrackingFileReader.read(file);
        List<ObservedTrajectory> all = content.tracks().stream()
                .map(this::positions)
                .filter(positions -> positions.size() > 0)
                .map(positions -> TrackWindow.of(positions, requirement.maximumGap(), maximumPoints)
                        .observed())
                .toList();
        List<ObservedTrajectory> longEnough = all.stream()
                .filter(track -> track.observedPoints() >= requirement.minimumPoints())
                .toList();
        List<ObservedTrajectory> moving = longEnough.stream()
                .filter(track -> !track.trajectory().isImmobile())
                .toList();
        if (moving.isEmpty()) {
            throw new IllegalArgumentException(file + ": no track has a run of at least "
                    + requirement.minimumPoints() + " points and moves; the longest has " + longest(all)
                    + "; name a file with longer tracks, " + requirement.reason());
        }
        List<ObservedTrajectory> studied = drawn(moving, limit, seed);
        Counts counts = new Counts(content.tracks().size(), longEnough.size(), moving.size(), studied.size());
        return new StudyTracks(studied, List.of(), description(counts, studied, classifier));
    }

    private static int longest(List<ObservedTrajectory> tracks) {
        return tracks.stream()
                .mapToInt(ObservedTrajectory::observedPoints)
                .max()
                .orElse(0);
    }

    /** In the order of the file. */
    private static List<ObservedTrajectory> drawn(List<ObservedTrajectory> tracks, int limit, long seed) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, tracks.size()).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        return order.stream().limit(limit).sorted().map(tracks::get).toList();
    }

    private record Positions(List<TrackedPosition> ascending) implements TrackWindow.Positions {
        @Override
        public int size() {
            return ascending.size();
        }

        @Override
        public long frame(int index) {
            return ascending.get(index).frame();
        }

        @Override
        public double x(int index) {
            return ascending.get(index).x();
        }

        @Override
        public double y(int index) {
            return ascending.get(index).y();
        }
    }

    /** The positions that the stream would accept, by frame; of several in a frame the first, and of all the latest. */
    private Positions positions(Track track) {
        List<TrackedPosition> sorted = track.positions().stream()
                .filter(RecordedTracks::isAccepted)
                .sorted(Comparator.comparingLong(TrackedPosition::frame))
                .toList();
        List<TrackedPosition> single = IntStream.range(0, sorted.size())
                .filter(index -> index == 0
                        || sorted.get(index).frame() != sorted.get(index - 1).frame())
                .mapToObj(sorted::get)
                .toList();
        return new Positions(single.subList(Math.max(0, single.size() - maximumPoints), single.size()));
    }

    /** Not if a coordinate is no number either: every comparison with NaN is false. */
    private static boolean isAccepted(TrackedPosition position) {
        return position.frame() >= 0
                && Math.abs(position.x()) <= TrackWindow.MAX_COORDINATE
                && Math.abs(position.y()) <= TrackWindow.MAX_COORDINATE;
    }

    private record Counts(int inFile, int longEnough, int moving, int studied) {}

    private List<String> description(Counts counts, List<ObservedTrajectory> studied, TrajectoryClassifier classifier) {
        String drawn = counts.studied() < counts.moving()
                ? String.format(Locale.ROOT, "; of the other %,d these were drawn with the seed", counts.moving())
                : "";
        return List.of(
                String.format(
                        Locale.ROOT,
                        "%,d of the %,d tracks of %s. Left out: %,d with fewer than %d points, %s, and %,d that never move%s. %s",
                        counts.studied(),
                        counts.inFile(),
                        name(),
                        counts.inFile() - counts.longEnough(),
                        requirement.minimumPoints(),
                        requirement.reason(),
                        counts.longEnough() - counts.moving(),
                        drawn,
                        cut()),
                String.format(
                        Locale.ROOT,
                        "Nobody knows the truth of these tracks. What an answer is held against is the model's own answer to the whole"
                                + " track: the most probable of the eight models, also where another family of motion is more probable or"
                                + " the model is unsure. With its default settings the stream would give it to %,d of the %,d tracks as their label.",
                        labelled(studied, classifier),
                        counts.studied()));
    }

    private String cut() {
        return requirement.maximumGap() == 0
                ? String.format(
                        Locale.ROOT,
                        "Of a track, the latest %,d positions count. They are cut wherever a frame is missing, and the longest part"
                                + " is studied.",
                        maximumPoints)
                : String.format(
                        Locale.ROOT,
                        "As in the stream, the latest %,d positions of a track count. They are cut where more than %d frames are missing;"
                                + " the longest part is studied, or the latest %,d frames of it. Missing frames are"
                                + " interpolated, and the model is told so.",
                        maximumPoints,
                        requirement.maximumGap(),
                        maximumPoints);
    }

    /** The name of the file alone; it may have any character. */
    private String name() {
        return String.valueOf(file.getFileName()).replaceAll("\\p{Cntrl}", "?");
    }

    private static long labelled(List<ObservedTrajectory> tracks, TrajectoryClassifier classifier) {
        return tracks.stream()
                .map(track ->
                        classifier.classify(List.of(track), Explanation.NONE).get(0))
                .filter(answer -> Verdict.of(
                                answer.mostProbableFamily(),
                                answer.isUnfamiliar(),
                                answer.confidence(),
                                Verdict.DEFAULT_MINIMUM)
                        == Verdict.LABELLED)
                .count();
    }
}
