package io.wanderscope.diffusion.population;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.MotionFamily;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.population.TrackEvidence.ModelAnswer;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * How a model confuses kinds of motion: how many simulated tracks of each kind, seen in each of several recordings, got which
 * answer. It belongs to one model, whose file carries it. Immutable.
 */
public final class ClassConfusion {
    /** The recordings of which there are simulations, by index: with and without motion blur, from no to strong localisation noise. */
    public static final List<Recording> RECORDINGS = Stream.of(0.0, 1.0)
            .flatMap(exposure -> Stream.of(0.0, 0.15, 0.3, 0.5, 0.75, 1.0).map(noise -> new Recording(exposure, noise)))
            .toList();

    /** What is written before the counts: the version of the cells and recordings to which they belong. */
    private static final String HEAD = "1 ";

    private static final int COLUMNS = ClassStatistics.KINDS * RECORDINGS.size();
    private static final int INDEX_BYTES = 2;
    private static final int ENTRY_BYTES = INDEX_BYTES + COLUMNS;
    private static final int BYTE = 8;
    private static final int UNSIGNED = 0xff;

    /** Simulations, as a share of all of a kind or of all kinds, that every cell has in addition: nothing is impossible. */
    private static final double OF_KIND = 2;

    private static final double OF_ALL = 0.5;
    private static final double OF_NOTHING = 0.03;

    /** All that are added to a kind and recording. */
    private static final double ADDED = OF_KIND + OF_ALL + OF_NOTHING * ClassStatistics.ANSWERS;

    /** Roots of the counts, rounded, by column; by cell. The root of a count is about as uncertain whatever the count. */
    private final SortedMap<Integer, byte[]> roots;

    /** Simulations by group and column. */
    private final double[][] totals;

    /** Simulations by answer and column, without the noise of counting; by group. Empty until a group is asked for. */
    private final AtomicReferenceArray<double[][]> smoothed = new AtomicReferenceArray<>(ClassStatistics.GROUPS);

    private ClassConfusion(SortedMap<Integer, byte[]> roots) {
        this.roots = roots;
        this.totals = new double[ClassStatistics.GROUPS][COLUMNS];
        roots.forEach((cell, row) -> {
            for (int column = 0; column < COLUMNS; column++) {
                totals[ClassStatistics.group(cell)][column] += count(row, column);
            }
        });
    }

    private static double count(byte[] row, int column) {
        double root = row[column] & UNSIGNED;
        return root * root;
    }

    /**
     * How the tracks were recorded.
     *
     * @param exposure share of the frame interval over which the camera collects light, 0 to 1
     * @param noise localisation noise in standard deviations of the displacements without noise and blur, 0 or more
     */
    public record Recording(double exposure, double noise) {}

    /**
     * Numbers of observed points of tracks, whose answers are counted together.
     *
     * @param shortest fewest of them
     * @param longest most of them, at least {@code shortest}
     */
    public record Lengths(int shortest, int longest) {}

    /** The lengths that are told apart, of tracks that a model accepts. */
    public static List<Lengths> lengths(int minimumPoints, int maximumPoints) {
        return ClassStatistics.lengths().stream()
                .filter(each -> each.longest() >= minimumPoints && each.shortest() <= maximumPoints)
                .map(each ->
                        new Lengths(Math.max(each.shortest(), minimumPoints), Math.min(each.longest(), maximumPoints)))
                .toList();
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @return empty if it belongs to another version, which counted other cells
     * @throws IllegalArgumentException if it is damaged
     */
    public static Optional<ClassConfusion> parse(String text) {
        if (!text.startsWith(HEAD)) {
            return Optional.empty();
        }
        byte[] bytes = inflated(Base64.getDecoder().decode(text.substring(HEAD.length())));
        if (bytes.length % ENTRY_BYTES != 0) {
            throw new IllegalArgumentException("a cell has " + ENTRY_BYTES + " bytes, got " + bytes.length + " bytes");
        }
        SortedMap<Integer, byte[]> roots = new TreeMap<>();
        for (int at = 0; at < bytes.length; at += ENTRY_BYTES) {
            byte[] row = new byte[COLUMNS];
            System.arraycopy(bytes, at + INDEX_BYTES, row, 0, COLUMNS);
            roots.put(cell(bytes, at), row);
        }
        return Optional.of(new ClassConfusion(roots));
    }

    private static int cell(byte[] bytes, int at) {
        int cell = ((bytes[at] & UNSIGNED) << BYTE) | (bytes[at + 1] & UNSIGNED);
        if (cell >= ClassStatistics.CELLS) {
            throw new IllegalArgumentException("cells are below " + ClassStatistics.CELLS + ", got " + cell);
        }
        return cell;
    }

    private static byte[] inflated(byte[] bytes) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(bytes);
            byte[] all = new byte[ClassStatistics.CELLS * ENTRY_BYTES];
            int length = inflater.inflate(all);
            if (!inflater.finished()) {
                throw new IllegalArgumentException("the counts end early or are more than there are cells");
            }
            return Arrays.copyOf(all, length);
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("the counts are not in the format of zlib", e);
        } finally {
            inflater.end();
        }
    }

    /** One line of text, in the alphabet of Base64 but for its beginning. */
    public String text() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        roots.forEach((cell, row) -> {
            bytes.write(cell >> BYTE);
            bytes.write(cell);
            bytes.writeBytes(row);
        });
        return HEAD + Base64.getEncoder().encodeToString(deflated(bytes.toByteArray()));
    }

    private static byte[] deflated(byte[] bytes) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            ByteArrayOutputStream deflated = new ByteArrayOutputStream();
            byte[] part = new byte[1 << 16];
            while (!deflater.finished()) {
                deflated.write(part, 0, deflater.deflate(part));
            }
            return deflated.toByteArray();
        } finally {
            deflater.end();
        }
    }

    /**
     * The probability of a cell among those of its group, by kind and recording: {@code [kind * recordings + recording]}.
     *
     * @return empty if tracks of this length and knowledge were not simulated
     */
    Optional<double[]> probabilities(int cell) {
        int group = ClassStatistics.group(cell);
        double[] total = totals[group];
        if (Arrays.stream(total).anyMatch(simulated -> simulated == 0)) {
            return Optional.empty();
        }
        double[] counts = withoutNoise(group)[cell - group * ClassStatistics.ANSWERS];
        double[] shares = new double[COLUMNS];
        Arrays.setAll(shares, column -> counts[column] / total[column]);
        return Optional.of(smooth(shares, total));
    }

    private double[][] withoutNoise(int group) {
        double[][] known = smoothed.get(group);
        if (known != null) {
            return known;
        }
        double[][] counts = CountingNoise.removed(roots(group));
        for (int column = 0; column < COLUMNS; column++) {
            scale(counts, column, totals[group][column]);
        }
        smoothed.set(group, counts);
        return counts;
    }

    /** By answer and column. */
    private double[][] roots(int group) {
        double[][] ofGroup = new double[ClassStatistics.ANSWERS][COLUMNS];
        int first = group * ClassStatistics.ANSWERS;
        roots.subMap(first, first + ClassStatistics.ANSWERS)
                .forEach((cell, row) -> Arrays.setAll(ofGroup[cell - first], column -> row[column] & UNSIGNED));
        return ofGroup;
    }

    /** Squares the roots in a column, which is to have a total. */
    private static void scale(double[][] roots, int column, double total) {
        double sum = 0;
        for (double[] row : roots) {
            row[column] *= row[column];
            sum += row[column];
        }
        if (sum > 0) {
            for (double[] row : roots) {
                row[column] *= total / sum;
            }
        }
    }

    private static double[] smooth(double[] shares, double[] total) {
        double ofAll = mean(shares, 0, COLUMNS);
        double[] smooth = new double[COLUMNS];
        for (int column = 0; column < COLUMNS; column++) {
            int kind = column / RECORDINGS.size();
            double ofKind = mean(shares, kind * RECORDINGS.size(), RECORDINGS.size());
            double added = OF_KIND * ofKind + OF_ALL * ofAll + OF_NOTHING;
            smooth[column] = (shares[column] * total[column] + added) / (total[column] + ADDED);
        }
        return smooth;
    }

    private static double mean(double[] values, int from, int count) {
        double sum = 0;
        for (int index = from; index < from + count; index++) {
            sum += values[index];
        }
        return sum / count;
    }

    /** Simulated tracks on which the probabilities of a group of cells rest, for each kind and recording; at least those of the rarest. */
    double simulations(int cell) {
        return Arrays.stream(totals[ClassStatistics.group(cell)]).min().orElse(0);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClassConfusion that && text().equals(that.text());
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    @Override
    public String toString() {
        return "ClassConfusion[" + roots.size() + " cells]";
    }

    /** Collects simulated tracks in any order. Not thread-safe. */
    public static final class Builder {
        private final SortedMap<Integer, int[]> counts = new TreeMap<>();

        /**
         * Adds a track of one of the eight models.
         *
         * @param recording index in {@link #RECORDINGS}
         */
        public void add(DiffusionModel model, int recording, ObservedTrajectory track, ModelAnswer answer) {
            add(model.classIndex(), recording, track, answer);
        }

        /**
         * Adds a track of another family.
         *
         * @param recording index in {@link #RECORDINGS}
         */
        public void add(MotionFamily family, int recording, ObservedTrajectory track, ModelAnswer answer) {
            add(ClassStatistics.kind(family), recording, track, answer);
        }

        private void add(int kind, int recording, ObservedTrajectory track, ModelAnswer answer) {
            int[] row = counts.computeIfAbsent(ClassStatistics.cell(track, answer), cell -> new int[COLUMNS]);
            row[kind * RECORDINGS.size() + recording]++;
        }

        /** Adds what another builder collected. */
        public void add(Builder other) {
            other.counts.forEach((cell, row) -> {
                int[] sum = counts.computeIfAbsent(cell, missing -> new int[COLUMNS]);
                for (int column = 0; column < COLUMNS; column++) {
                    sum[column] += row[column];
                }
            });
        }

        /** The confusion so far. */
        public ClassConfusion build() {
            SortedMap<Integer, byte[]> roots = new TreeMap<>();
            counts.forEach((cell, row) -> {
                byte[] rounded = new byte[COLUMNS];
                for (int column = 0; column < COLUMNS; column++) {
                    rounded[column] = (byte) Math.min(UNSIGNED, Math.round(Math.sqrt(row[column])));
                }
                roots.put(cell, rounded);
            });
            return new ClassConfusion(roots);
        }
    }
}
