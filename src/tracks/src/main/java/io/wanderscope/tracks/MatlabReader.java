package io.wanderscope.tracks;

import io.wanderscope.tracks.MatlabFile.Cells;
import io.wanderscope.tracks.MatlabFile.DamagedException;
import io.wanderscope.tracks.MatlabFile.Matrix;
import io.wanderscope.tracks.MatlabFile.Structs;
import io.wanderscope.tracks.MatlabFile.Value;
import io.wanderscope.tracks.MatlabFile.Variable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipException;

/**
 * Reads the tracks in a MATLAB file of version 5. These variables are taken for tracks, and a track's identity is its
 * index there, from 1:
 *
 * <ul>
 *   <li>u-track's {@code tracksFinal}: structs with {@code tracksCoordAmpCG}, in pixels, of which each row is a segment
 *       of a track that splits or merges, and eight columns are a frame; and with {@code seqOfEvents}, which tells the
 *       first frame. Segments become the branches {@code 7.1}, {@code 7.2}; a frame without numbers is missing.
 *   <li>{@code trackedPar} of Spot-On and its trackers: structs with {@code xy} in micrometres, {@code Frame}, and
 *       {@code TimeStamp} in seconds.
 *   <li>structs with {@code x} and {@code y}, and {@code f}, {@code frame}, {@code t} or {@code time} if not every frame
 *       follows the last.
 *   <li>cells with a matrix for each track, of the columns x and y, or frame or time, x and y as for msdanalyzer.
 *   <li>a matrix with a row for each localisation, whose last columns are frame and track, as
 *       Crocker and Grier's {@code track} returns it, or whose first columns are track, frame, x and y. Which of them
 *       it is must be beyond doubt: rows of a track follow each other, and its frames grow.
 * </ul>
 *
 * <p>Of several, the most certain is taken: u-track's, trackedPar, structs and cells with frames or times, a matrix, and
 * last those of coordinates only.
 */
final class MatlabReader {
    private static final String BEGINNING = "MATLAB 5.0";

    /** x, y, z, amplitude, and their standard deviations. */
    private static final int COLUMNS_OF_FRAME = 8;

    private static final List<String> FRAMES = List.of("frame", "frames", "Frame", "f");
    private static final List<String> TIMES = List.of("t", "time", "Time");

    private final Path path;
    private final String variable;
    private final List<String> notices = new ArrayList<>();
    private final List<Track> tracks = new ArrayList<>();
    private long splitTracks;
    private long branches;

    private MatlabReader(Path path, String variable) {
        this.path = path;
        this.variable = variable;
    }

    static boolean recognises(FileBeginning beginning) {
        return beginning.bytesBeginWith(BEGINNING);
    }

    /** Reads the tracks. */
    static TrackingFile read(Path path, FileBeginning beginning, BoundedRowStream content, ReadingOptions options)
            throws IOException, TrackingFileException {
        List<Variable> variables = variables(path, content);
        List<Candidate> candidates = variables.stream()
                .flatMap(
                        variable -> Layout.of(variable.value()).map(layout -> new Candidate(variable, layout)).stream())
                .sorted(Comparator.comparing(Candidate::layout))
                .toList();
        List<TrackingFileException> problems = new ArrayList<>();
        for (Candidate candidate : candidates) {
            MatlabReader reader = new MatlabReader(path, candidate.name());
            try {
                reader.notices.add(choice(candidates, problems.size()));
                return reader.read(candidate);
            } catch (TrackingFileException e) {
                problems.add(e);
            }
        }
        if (!problems.isEmpty()) {
            throw problems.get(0);
        }
        throw TrackingFileException.inFile(
                path,
                "holds no tracks that are known, only the variables "
                        + TrackingFileException.quoted(String.join(
                                ", ", variables.stream().map(Variable::name).toList()))
                        + "; tracksFinal of u-track, trackedPar, or a cell with a matrix [time x y] for each track is"
                        + " needed, or save the tracks in MATLAB with writetable as CSV with a header");
    }

    private static List<Variable> variables(Path path, BoundedRowStream content)
            throws IOException, TrackingFileException {
        try {
            return MatlabFile.read(content, value -> Layout.of(value).isPresent());
        } catch (DamagedException | EOFException | ZipException e) {
            String problem = e instanceof DamagedException ? e.getMessage() : "cut off or badly packed";
            throw TrackingFileException.inFile(
                    path, "is a damaged MATLAB file (" + problem + "); save it again with -v7", e);
        }
    }

    /** What a person should know about the choice of a variable, before which some could not be read. */
    private static String choice(List<Candidate> candidates, int unread) {
        String others = String.join(
                ", ", candidates.stream().skip(unread + 1L).map(Candidate::name).toList());
        String damaged = String.join(
                ", ", candidates.stream().limit(unread).map(Candidate::name).toList());
        return "the tracks are those in the variable " + candidates.get(unread).name()
                + (others.isEmpty() ? "" : "; others that may hold tracks were left out: " + others)
                + (damaged.isEmpty() ? "" : "; others that look like tracks could not be read: " + damaged);
    }

    /** A variable that may hold tracks. */
    private record Candidate(Variable variable, Layout layout) {
        String name() {
            return variable.name();
        }
    }

    /** How a variable may hold tracks, the most certain first. */
    private enum Layout {
        U_TRACK,
        TRACKED_PAR,
        STRUCTS_WITH_TIME,
        CELLS_WITH_TIME,
        MATRIX,
        STRUCTS_OF_COORDINATES,
        CELLS_OF_COORDINATES;

        static Optional<Layout> of(Value value) {
            if (value instanceof Structs structs && structs.size() > 0) {
                return ofFields(structs.fields().keySet());
            }
            if (value instanceof Cells cells && holdsTracks(cells)) {
                return Optional.of(filled(cells).get(0).columns() > 2 ? CELLS_WITH_TIME : CELLS_OF_COORDINATES);
            }
            return value instanceof Matrix matrix && beginsWithTrack(matrix).isPresent()
                    ? Optional.of(MATRIX)
                    : Optional.empty();
        }

        private static Optional<Layout> ofFields(Set<String> fields) {
            if (fields.contains("tracksCoordAmpCG")) {
                return Optional.of(U_TRACK);
            }
            if (fields.contains("xy")) {
                return Optional.of(TRACKED_PAR);
            }
            if (!fields.contains("x") || !fields.contains("y")) {
                return Optional.empty();
            }
            boolean hasTime = Stream.concat(FRAMES.stream(), TIMES.stream()).anyMatch(fields::contains);
            return Optional.of(hasTime ? STRUCTS_WITH_TIME : STRUCTS_OF_COORDINATES);
        }
    }

    private TrackingFile read(Candidate candidate) throws TrackingFileException {
        Value value = candidate.variable().value();
        return switch (candidate.layout()) {
            case U_TRACK -> uTrack((Structs) value);
            case TRACKED_PAR -> trackedPar((Structs) value);
            case STRUCTS_WITH_TIME, STRUCTS_OF_COORDINATES -> structs((Structs) value);
            case CELLS_WITH_TIME, CELLS_OF_COORDINATES -> cells((Cells) value);
            case MATRIX -> matrix((Matrix) value);
        };
    }

    private TrackingFile uTrack(Structs structs) throws TrackingFileException {
        for (int index = 0; index < structs.size(); index++) {
            String coordinates = at(index, "tracksCoordAmpCG");
            Matrix segments = matrix(structs, "tracksCoordAmpCG", index);
            if (segments.columns() % COLUMNS_OF_FRAME != 0) {
                throw wrong(coordinates + " has " + segments.columns() + " columns; it should have " + COLUMNS_OF_FRAME
                        + " for each frame");
            }
            long firstFrame = firstFrame(structs, index);
            for (int segment = 0; segment < segments.rows(); segment++) {
                String branch = segments.rows() == 1 ? "" : "." + (segment + 1);
                tracks.add(new Track((index + 1) + branch, positions(segments, segment, firstFrame)));
            }
            splitTracks += segments.rows() > 1 ? 1 : 0;
            branches += segments.rows() > 1 ? segments.rows() : 0;
        }
        return file(LengthUnit.PIXEL, OptionalDouble.empty(), TrackBranches.notices(splitTracks, branches));
    }

    /** The earliest event of a track; 1 if the file has no events. */
    private long firstFrame(Structs structs, int index) throws TrackingFileException {
        if (!structs.fields().containsKey("seqOfEvents")) {
            return 1;
        }
        Matrix events = matrix(structs, "seqOfEvents", index);
        long first = Long.MAX_VALUE;
        for (int event = 0; event < events.rows() && events.columns() > 0; event++) {
            first = Math.min(first, frame(events.at(event, 0), at(index, "seqOfEvents")));
        }
        return first == Long.MAX_VALUE ? 1 : first;
    }

    private static List<TrackedPosition> positions(Matrix segments, int segment, long firstFrame) {
        List<TrackedPosition> positions = new ArrayList<>();
        for (int column = 0; column < segments.columns(); column += COLUMNS_OF_FRAME) {
            double x = segments.at(segment, column);
            double y = segments.at(segment, column + 1);
            if (!Double.isNaN(x) || !Double.isNaN(y)) {
                positions.add(new TrackedPosition(
                        firstFrame + column / COLUMNS_OF_FRAME,
                        x,
                        y,
                        OptionalDouble.of(segments.at(segment, column + 2)),
                        OptionalDouble.of(segments.at(segment, column + 3))));
            }
        }
        return positions;
    }

    private TrackingFile trackedPar(Structs structs) throws TrackingFileException {
        FrameTimes times = new FrameTimes();
        String frame = structs.fields().containsKey("Frame") ? "Frame" : "frame";
        for (int index = 0; index < structs.size(); index++) {
            Matrix xy = matrix(structs, "xy", index);
            Matrix frames = matrix(structs, frame, index);
            requireSize(2L * frames.size(), xy.size(), at(index, "xy"), "two numbers for each of " + at(index, frame));
            boolean inRows = xy.columns() == 2;
            if (!inRows && xy.rows() != 2 && xy.size() > 0) {
                throw wrong(at(index, "xy") + " has neither two columns nor two rows; it should have a column of x and"
                        + " one of y");
            }
            List<TrackedPosition> positions = new ArrayList<>();
            for (int row = 0; row < frames.size(); row++) {
                positions.add(flat(
                        frame(frames.values()[row], at(index, frame)),
                        inRows ? xy.at(row, 0) : xy.at(0, row),
                        inRows ? xy.at(row, 1) : xy.at(1, row)));
            }
            tracks.add(new Track(String.valueOf(index + 1), positions));
            addTimes(structs, index, positions, times);
        }
        return file(LengthUnit.MICROMETRE, TimeUnit.interval(times.interval(), "s"), List.of());
    }

    private void addTimes(Structs structs, int index, List<TrackedPosition> positions, FrameTimes times)
            throws TrackingFileException {
        if (structs.fields().containsKey("TimeStamp")) {
            Matrix stamps = matrix(structs, "TimeStamp", index);
            requireSize(positions.size(), stamps.size(), at(index, "TimeStamp"), "a time for each frame");
            for (int row = 0; row < stamps.size(); row++) {
                times.add((double) positions.get(row).frame(), stamps.values()[row]);
            }
        }
    }

    private TrackingFile structs(Structs structs) throws TrackingFileException {
        Optional<String> field = Stream.concat(FRAMES.stream(), TIMES.stream())
                .filter(structs.fields()::containsKey)
                .findFirst();
        List<double[]> instants = new ArrayList<>();
        for (int index = 0; index < structs.size(); index++) {
            int size = matrix(structs, "x", index).size();
            requireSize(
                    size, matrix(structs, "y", index).size(), at(index, "y"), "a number for each of " + at(index, "x"));
            instants.add(field.isPresent() ? instants(structs, field.get(), index, size) : rows(size));
        }
        Clock clock = clock(instants, field.map(name -> "the fields " + name + " of " + variable));
        for (int index = 0; index < structs.size(); index++) {
            Matrix x = matrix(structs, "x", index);
            Matrix y = matrix(structs, "y", index);
            List<TrackedPosition> positions = new ArrayList<>();
            for (int row = 0; row < x.size(); row++) {
                positions.add(
                        flat(clock.frames.frame(index, instants.get(index)[row]), x.values()[row], y.values()[row]));
            }
            tracks.add(new Track(String.valueOf(index + 1), positions));
        }
        return file(LengthUnit.PIXEL, clock.interval, List.of());
    }

    private static double[] rows(int size) {
        return IntStream.range(0, size).asDoubleStream().toArray();
    }

    private double[] instants(Structs structs, String field, int index, int size) throws TrackingFileException {
        Matrix numbers = matrix(structs, field, index);
        requireSize(size, numbers.size(), at(index, field), "a frame or time for each of " + at(index, "x"));
        for (double number : numbers.values()) {
            if (FRAMES.contains(field)) {
                frame(number, at(index, field));
            } else if (!Double.isFinite(number)) {
                throw wrong(at(index, field) + " has the time " + number + "; it should be a number");
            }
        }
        return numbers.values();
    }

    /** How instants become frames, and the time between these in seconds. */
    private record Clock(FrameOf frames, OptionalDouble interval) {}

    /** The frame of an instant of a track, which counts from 0. */
    private interface FrameOf {
        long frame(int track, double instant);
    }

    /**
     * Whole numbers are frames, others times.
     *
     * @param where they are in the file; empty if it has none, so that the rows were counted
     */
    private Clock clock(List<double[]> instants, Optional<String> where) throws TrackingFileException {
        if (where.isEmpty()) {
            notices.add("it has neither frames nor times, so every row is the next frame");
        }
        if (instants.stream().flatMapToDouble(Arrays::stream).allMatch(MatlabReader::isWhole)) {
            return new Clock((track, instant) -> (long) instant, OptionalDouble.empty());
        }
        RegularTimes regular = RegularTimes.of(instants)
                .orElseThrow(() -> wrong("the times in " + where.orElse(variable)
                        + " are no multiples of one interval; put the index of the frame there"));
        notices.add("the times in " + where.orElse(variable) + " are taken for seconds");
        return new Clock(regular::frame, OptionalDouble.of(regular.interval()));
    }

    /** Whether the cells are matrices with as many columns each, two or more, and some have rows. */
    private static boolean holdsTracks(Cells cells) {
        List<Matrix> filled = filled(cells);
        return !filled.isEmpty()
                && cells.values().stream().allMatch(Matrix.class::isInstance)
                && filled.stream()
                        .allMatch(matrix -> matrix.columns() >= 2
                                && matrix.columns() == filled.get(0).columns());
    }

    private static List<Matrix> filled(Cells cells) {
        return cells.values().stream()
                .filter(Matrix.class::isInstance)
                .map(Matrix.class::cast)
                .filter(matrix -> matrix.size() > 0)
                .toList();
    }

    private TrackingFile cells(Cells cells) throws TrackingFileException {
        boolean hasTimes = filled(cells).get(0).columns() > 2;
        List<double[]> instants = hasTimes
                ? times(cells)
                : cells.values().stream()
                        .map(Matrix.class::cast)
                        .map(matrix -> rows(matrix.size() > 0 ? matrix.rows() : 0))
                        .toList();
        Clock clock = clock(instants, hasTimes ? Optional.of("the first columns of " + variable) : Optional.empty());
        int xColumn = hasTimes ? 1 : 0;
        for (int index = 0; index < instants.size(); index++) {
            Matrix matrix = (Matrix) cells.values().get(index);
            List<TrackedPosition> positions = new ArrayList<>();
            for (int row = 0; row < instants.get(index).length; row++) {
                positions.add(flat(
                        clock.frames.frame(index, instants.get(index)[row]),
                        matrix.at(row, xColumn),
                        matrix.at(row, xColumn + 1)));
            }
            tracks.add(new Track(String.valueOf(index + 1), positions));
        }
        return file(LengthUnit.PIXEL, clock.interval, List.of());
    }

    /** The first columns of all cells, which grow in each. */
    private List<double[]> times(Cells cells) throws TrackingFileException {
        for (int index = 0; index < cells.values().size(); index++) {
            Matrix matrix = (Matrix) cells.values().get(index);
            for (int row = 0; matrix.size() > 0 && row < matrix.rows(); row++) {
                boolean grows = row == 0 || matrix.at(row, 0) > matrix.at(row - 1, 0);
                if (!grows || !Double.isFinite(matrix.at(row, 0))) {
                    throw wrong("the first column of " + at(index)
                            + " does not grow; it should hold the frame or the time, and those after it x and y");
                }
            }
        }
        return cells.values().stream()
                .map(Matrix.class::cast)
                .map(matrix -> Arrays.copyOf(matrix.values(), matrix.size() > 0 ? matrix.rows() : 0))
                .toList();
    }

    /** Whether a matrix begins with track and frame, rather than ends with frame and track; empty if that is not clear. */
    private static Optional<Boolean> beginsWithTrack(Matrix matrix) {
        if (matrix.columns() < 4) {
            return Optional.empty();
        }
        int last = matrix.columns() - 1;
        boolean endsWithTrack = holdsTracks(matrix, last, last - 1);
        boolean beginsWithTrack = holdsTracks(matrix, 0, 1);
        return endsWithTrack == beginsWithTrack ? Optional.empty() : Optional.of(beginsWithTrack);
    }

    private TrackingFile matrix(Matrix matrix) {
        int last = matrix.columns() - 1;
        return beginsWithTrack(matrix).orElseThrow() ? rows(matrix, 0, 1, 2) : rows(matrix, last, last - 1, 0);
    }

    /** Whether the rows of each track follow each other and its frames grow, all of them whole numbers. */
    private static boolean holdsTracks(Matrix matrix, int trackColumn, int frameColumn) {
        Set<Double> tracks = new HashSet<>();
        for (int row = 0; row < matrix.rows(); row++) {
            double track = matrix.at(row, trackColumn);
            double frame = matrix.at(row, frameColumn);
            boolean continues = row > 0 && track == matrix.at(row - 1, trackColumn);
            if (!isWhole(track)
                    || !isWhole(frame)
                    || (continues ? frame <= matrix.at(row - 1, frameColumn) : !tracks.add(track))) {
                return false;
            }
        }
        return matrix.rows() > 0;
    }

    private TrackingFile rows(Matrix matrix, int trackColumn, int frameColumn, int xColumn) {
        List<TrackedPosition> positions = new ArrayList<>();
        for (int row = 0; row < matrix.rows(); row++) {
            long frame = (long) matrix.at(row, frameColumn);
            positions.add(flat(frame, matrix.at(row, xColumn), matrix.at(row, xColumn + 1)));
            double track = matrix.at(row, trackColumn);
            if (row + 1 == matrix.rows() || matrix.at(row + 1, trackColumn) != track) {
                tracks.add(new Track(String.valueOf((long) track), positions));
                positions = new ArrayList<>();
            }
        }
        return file(
                LengthUnit.PIXEL,
                OptionalDouble.empty(),
                List.of("the columns of " + variable + " are taken for "
                        + (xColumn == 0 ? "x and y, the last two for frame and track" : "track, frame, x and y")));
    }

    private static boolean isWhole(double number) {
        return number == Math.rint(number) && Math.abs(number) <= 1L << 53;
    }

    private Matrix matrix(Structs structs, String field, int index) throws TrackingFileException {
        List<Value> values = structs.fields().get(field);
        if (values == null) {
            throw wrong(variable + " has no field " + field + ", only "
                    + TrackingFileException.quoted(
                            String.join(", ", structs.fields().keySet())) + "; it needs one");
        }
        if (values.get(index) instanceof Matrix matrix) {
            return matrix;
        }
        throw wrong(at(index, field) + " is no matrix of numbers; it should be one, and not a sparse one");
    }

    private long frame(double number, String where) throws TrackingFileException {
        if (!isWhole(number)) {
            throw wrong(where + " has the frame " + number + "; it should be a whole number");
        }
        return (long) number;
    }

    private void requireSize(long expected, long found, String where, String needed) throws TrackingFileException {
        if (expected != found) {
            throw wrong(where + " has " + found + " numbers instead of " + expected + "; it should have " + needed);
        }
    }

    private static TrackedPosition flat(long frame, double x, double y) {
        return new TrackedPosition(frame, x, y, OptionalDouble.empty(), OptionalDouble.empty());
    }

    /** A cell as MATLAB writes it. */
    private String at(int index) {
        return variable + "{" + (index + 1) + "}";
    }

    /** A field of a struct as MATLAB writes it. */
    private String at(int index, String field) {
        return variable + "(" + (index + 1) + ")." + field;
    }

    private TrackingFile file(String lengthUnit, OptionalDouble frameInterval, List<String> further) {
        notices.addAll(further);
        return new TrackingFile(path, TrackingFormat.MATLAB, lengthUnit, frameInterval, 1, tracks, 0, notices);
    }

    private TrackingFileException wrong(String problem) {
        return TrackingFileException.inFile(path, problem);
    }
}
