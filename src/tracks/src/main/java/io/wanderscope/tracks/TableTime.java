package io.wanderscope.tracks;

import static io.wanderscope.tracks.TrackingFileException.quoted;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.DoubleToLongFunction;

/**
 * What the rows of a table say about time: a frame; or a time that becomes one, because the times are regular; or both.
 * Whole numbers without a unit are frames, whatever the name of their column.
 */
final class TableTime {
    private final Path path;
    private final TableHeader header;
    private final TableNumbers numbers;
    private final int column;
    private final OptionalInt timeColumn;
    private final boolean mayBeTime;
    private final FrameTimes timesOfFrames = new FrameTimes();
    private boolean isWhole = true;
    private long firstLineOfTime;

    TableTime(Path path, TableHeader header, TableNumbers numbers) {
        this.path = path;
        this.header = header;
        this.numbers = numbers;
        this.column = header.position(TableColumn.FRAME);
        this.timeColumn = header.time();
        this.mayBeTime = header.frameMayBeTime();
    }

    /**
     * The tracks with their frames.
     *
     * @param interval from one frame to the next, in seconds
     * @param notices what a person should know about it
     */
    record Frames(List<Track> tracks, OptionalDouble interval, List<String> notices) {}

    /** Reads the frame or the time of a localisation, in the unit that the table gives so far. */
    double instant(TableRows row, String unit) throws TrackingFileException {
        String text = row.field(column);
        if (!mayBeTime) {
            return frame(row, text, unit);
        }
        double instant = numbers.time(row.line(), header.name(column), text);
        if (isWhole && instant != Math.rint(instant)) {
            isWhole = false;
            firstLineOfTime = row.line();
        }
        return instant;
    }

    private double frame(TableRows row, String text, String unit) throws TrackingFileException {
        double frame = numbers.wholeNumber(row.line(), header.name(column), text);
        if (timeColumn.isPresent() && !Double.isNaN(TimeUnit.seconds(unit))) {
            String time = row.field(timeColumn.getAsInt());
            timesOfFrames.add(frame, TableNumbers.isNumber(time) ? numbers.time(row.line(), "", time) : Double.NaN);
        }
        return frame;
    }

    /** As {@link #instant}, for a row whose instant does not matter; NaN if it is missing. */
    double requireInstantOrNone(TableRows row) throws TrackingFileException {
        String text = row.field(column);
        if (NumberWords.isMissing(text)) {
            return Double.NaN;
        }
        return mayBeTime
                ? numbers.time(row.line(), header.name(column), text)
                : numbers.wholeNumber(row.line(), header.name(column), text);
    }

    /** The tracks, when all rows are read. */
    Frames frames(List<TrackPositions> tracks, String unit) throws TrackingFileException {
        double secondsPerUnit = TimeUnit.seconds(unit);
        if (!mayBeTime || (isWhole && Double.isNaN(secondsPerUnit))) {
            return inFrames(tracks, unit);
        }
        if (TimeUnit.isFrames(unit)) {
            throw TrackingFileException.atLine(
                    path,
                    firstLineOfTime,
                    header.name(column) + " counts frames but is not a whole number here; if another column has the"
                            + " frames, " + header.remedy(TableColumn.FRAME));
        }
        return inTimes(tracks, Double.isNaN(secondsPerUnit) ? 1 : secondsPerUnit, unit);
    }

    private Frames inFrames(List<TrackPositions> tracks, String unit) {
        OptionalDouble interval = timesOfFrames.interval();
        long first = countsSlices(tracks) ? 1 : 0;
        return new Frames(
                tracks(tracks, instant -> (long) instant - first), TimeUnit.interval(interval, unit), List.of());
    }

    /** ImageJ counts the slices of a stack from 1; a table with a slice 0 or less counts something else. */
    private boolean countsSlices(List<TrackPositions> tracks) {
        return ColumnName.of(header.name(column)).word().startsWith("slice")
                && tracks.stream()
                        .flatMapToDouble(track -> Arrays.stream(track.instants()))
                        .allMatch(slice -> slice >= 1);
    }

    private Frames inTimes(List<TrackPositions> tracks, double secondsPerUnit, String unit)
            throws TrackingFileException {
        List<double[]> times = tracks.stream().map(TrackPositions::instants).toList();
        Optional<RegularTimes> found = RegularTimes.of(times);
        if (found.isEmpty()) {
            return atOneTime(
                    tracks, times.stream().flatMapToDouble(Arrays::stream).toArray());
        }
        RegularTimes regular = found.get();
        List<Track> inFrames = new ArrayList<>(tracks.size());
        for (int index = 0; index < tracks.size(); index++) {
            int track = index;
            inFrames.add(tracks.get(index).track(time -> regular.frame(track, time)));
        }
        return new Frames(
                inFrames,
                TimeUnit.interval(OptionalDouble.of(regular.interval() * secondsPerUnit), "s"),
                notices(regular, unit));
    }

    private List<String> notices(RegularTimes regular, String unit) {
        String became = "the times in the column " + quoted(header.name(column)) + " became frames, one every "
                + ShortestNumber.text(regular.interval()) + " "
                + (unit.isEmpty() ? "s (the file names no unit, so seconds)" : unit.strip());
        return regular.differPerTrack()
                ? List.of(became, "the tracks have different clocks, so the frames of each count from its first time")
                : List.of(became);
    }

    private Frames atOneTime(List<TrackPositions> tracks, double[] times) throws TrackingFileException {
        if (Arrays.stream(times).distinct().count() > 1) {
            throw TrackingFileException.inFile(
                    path,
                    "the times in the column " + quoted(header.name(column)) + " are not regular: " + example(times)
                            + "; frames have one interval, so interpolate the tracks at regular times, or, if another"
                            + " column has the frames, " + header.remedy(TableColumn.FRAME));
        }
        return new Frames(tracks(tracks, time -> 0), OptionalDouble.empty(), List.of());
    }

    private static String example(double[] times) {
        double[] first = Arrays.stream(times).distinct().sorted().limit(4).toArray();
        return "they begin with "
                + String.join(
                        ", ", Arrays.stream(first).mapToObj(String::valueOf).toList());
    }

    private static List<Track> tracks(List<TrackPositions> tracks, DoubleToLongFunction frameOf) {
        return tracks.stream().map(track -> track.track(frameOf)).toList();
    }
}
