package io.wanderscope.inference;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How far the maps of a model can be trusted, as {@code offline-trainer/study} measured it on simulated tracks: how often a map
 * finds a feature that was planted at a known place, and how many answers stay right without the points that it holds salient.
 *
 * @param sha256 SHA-256 of the file that was measured, which is the model's without these figures; empty if nothing is known
 * @param figures what was measured; empty if nothing is known
 */
public record Faithfulness(Optional<String> sha256, List<Figure> figures) {
    /** Nothing is known. */
    public static final Faithfulness UNKNOWN = new Faithfulness(Optional.empty(), List.of());

    /** {@link Figure#map} of the figures with which those of a map are compared: of chance, or of whole tracks. */
    public static final String ANY = "any";

    /** {@link Figure#map} of {@link OcclusionMap}. */
    public static final String OCCLUSION = "occlusion";

    /** Number of points of the tracks that were measured. */
    public static final int TRACK_POINTS = 1000;

    /** How far from a planted feature, in points, a weight may lie that has found it. */
    public static final int WITHIN_POINTS = 100;

    /** Shares beyond these would be rounded to 0 or 100 %. */
    private static final double LEAST = 0.005;

    private static final double MOST = 0.995;

    private static final String HASH = "measured on SHA-256,";
    private static final String HEAD = "measure,map,subject,share,standard_error";
    private static final int COLUMNS = HEAD.split(",").length;

    /** Copies the list. */
    public Faithfulness {
        figures = List.copyOf(figures);
    }

    /** What a share is of. */
    public enum Measure {
        /**
         * The tracks in which the weight of a map that is farthest from the track's median lies within {@value #WITHIN_POINTS}
         * points of the planted feature that the subject names.
         */
        FOUND,
        /** Like {@link #FOUND}, of a map that knows nothing. */
        CHANCE,
        /** The tracks with the right answer although the part that the subject names was cut out of them, and the rest joined. */
        RIGHT_WITHOUT,
        /** The tracks with the right answer. */
        RIGHT
    }

    /**
     * One measured share.
     *
     * @param measure what it is a share of
     * @param map name of a residual stage, {@code absolute}, {@link #OCCLUSION}, or {@link #ANY}
     * @param subject a feature or a part of a track, in words without commas, such as "a rest"
     * @param share 0 to 1
     * @param standardError standard error of the share over the tracks
     */
    public record Figure(Measure measure, String map, String subject, double share, double standardError) {}

    /**
     * Reads what {@link #text} wrote. Lines that it does not understand are left out: a later version may measure more.
     *
     * @param text lines of comma-separated values: the hash, the names of the columns, the figures
     */
    public static Faithfulness parse(String text) {
        return new Faithfulness(
                text.lines()
                        .filter(line -> line.startsWith(HASH))
                        .map(line -> line.substring(HASH.length()))
                        .findFirst(),
                text.lines().map(Faithfulness::figure).flatMap(Optional::stream).toList());
    }

    private static Optional<Figure> figure(String line) {
        String[] cells = line.split(",", -1);
        try {
            return cells.length != COLUMNS
                    ? Optional.empty()
                    : Optional.of(new Figure(
                            Measure.valueOf(cells[0].toUpperCase(Locale.ROOT)),
                            cells[1],
                            cells[2],
                            Double.parseDouble(cells[3]),
                            Double.parseDouble(cells[4])));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Lines of comma-separated values: the hash, the names of the columns, the figures. */
    public String text() {
        return Stream.concat(
                        Stream.concat(sha256.map(HASH::concat).stream(), Stream.of(HEAD)),
                        figures.stream()
                                .map(each -> String.format(
                                        Locale.ROOT,
                                        "%s,%s,%s,%.4f,%.4f",
                                        each.measure().name().toLowerCase(Locale.ROOT),
                                        each.map(),
                                        each.subject(),
                                        each.share(),
                                        each.standardError())))
                .collect(Collectors.joining("\n"));
    }

    /** What is known about every map, a line each for people: its name, what it finds, what its points are worth. */
    public List<String> lines() {
        return maps().stream()
                .map(map -> (map + ": " + found(map) + " " + rightWithout(map)).strip())
                .toList();
    }

    /** The maps with figures of their own, in the order of the figures. */
    public List<String> maps() {
        return figures.stream()
                .map(Figure::map)
                .filter(map -> !map.equals(ANY))
                .distinct()
                .toList();
    }

    /** How often a map finds what was planted, in a sentence for people; empty if that is not known. */
    public String found(String map) {
        String found = of(Measure.FOUND, map)
                .map(each -> each.subject() + " in " + percent(each))
                .collect(Collectors.joining(", "));
        return found.isEmpty()
                ? ""
                : "Finds " + found + " of simulated tracks of " + TRACK_POINTS + " points, to within " + WITHIN_POINTS
                        + " points" + compared(Measure.CHANCE, "chance") + ".";
    }

    /** What the points are worth that a map holds salient, in a sentence for people; empty if that is not known. */
    public String rightWithout(String map) {
        String right = of(Measure.RIGHT_WITHOUT, map)
                .map(each -> percent(each) + " without " + each.subject())
                .collect(Collectors.joining(", "));
        String compared = of(Measure.RIGHT_WITHOUT, ANY)
                .map(each -> ", " + percent(each) + " without " + each.subject())
                .collect(Collectors.joining());
        return right.isEmpty()
                ? ""
                : "Right answers: " + right + compared + compared(Measure.RIGHT, "whole tracks") + ".";
    }

    private String compared(Measure measure, String name) {
        return of(measure, ANY)
                .map(each -> " (" + name + ": " + percent(each) + ")")
                .collect(Collectors.joining());
    }

    private Stream<Figure> of(Measure measure, String map) {
        return figures.stream()
                .filter(each -> each.measure() == measure && each.map().equals(map));
    }

    /** A share is not rounded to none or all. */
    private static String percent(Figure figure) {
        if (figure.share() > MOST && figure.share() < 1) {
            return "over 99 %";
        }
        if (figure.share() > 0 && figure.share() < LEAST) {
            return "under 1 %";
        }
        return String.format(Locale.ROOT, "%.0f %%", 100 * figure.share());
    }
}
