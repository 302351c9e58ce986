package io.wanderscope.tracks;

import static io.wanderscope.tracks.TrackingFileException.quoted;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The tracks of a table by what it writes in the column of the track. A number that a program wrote with a fraction of
 * zero or in scientific notation is the whole number, so {@code 1.0} and {@code 1.000000e+00} are {@code 1}.
 */
final class TrackNames {
    /** pandas appends this to whole numbers in a column with missing values. */
    private static final Pattern ZERO_FRACTION = Pattern.compile("(?<whole>[-+]?[0-9]+)(?<mark>[.,])(?<zeros>0*)");

    private static final Pattern SCIENTIFIC = Pattern.compile("[-+]?[0-9]([.,][0-9]+)?[eE][-+][0-9]{2,3}");
    private static final int MAX_DIGITS = 18;

    /** Separates the fields of an identity that is spread over columns; no field contains it. */
    static final char FIELD_SEPARATOR = 0;

    /** Stands for the tracks of all localisations that have none. */
    private final TrackPositions none = new TrackPositions("", "");

    private final TableNumbers numbers;
    private final Map<String, TrackPositions> bySpelling = new HashMap<>();
    private final Map<String, TrackPositions> byFields = new HashMap<>();
    private final Set<String> ids = new HashSet<>();
    private final List<TrackPositions> tracks = new ArrayList<>();
    private long respelt;
    private String respelling = "";

    /**
     * @param numbers tells which decimal mark the table has
     */
    TrackNames(TableNumbers numbers) {
        this.numbers = numbers;
    }

    /** The track of a spelling, which may have several fields; empty if it names none. */
    Optional<TrackPositions> track(String spelling) {
        TrackPositions track = bySpelling.computeIfAbsent(spelling, this::learn);
        return track == none ? Optional.empty() : Optional.of(track);
    }

    /** The tracks in the order of their first appearance. */
    List<TrackPositions> tracks() {
        return tracks;
    }

    /** What a person should know about the spelling of tracks. */
    List<String> notices() {
        return respelt == 0
                ? List.of()
                : List.of("the column of the track spells " + respelt + (respelt == 1 ? " track" : " tracks")
                        + " in more than one way, such as " + respelling + "; each was taken for one track");
    }

    private TrackPositions learn(String spelling) {
        @Nullable String fields = fields(spelling);
        if (fields == null) {
            return none;
        }
        @Nullable TrackPositions known = byFields.get(fields);
        if (known != null) {
            respelt++;
            respelling = quoted(readable(known.spelling())) + " and " + quoted(readable(spelling));
            return known;
        }
        TrackPositions track = new TrackPositions(unusedId(fields), spelling);
        tracks.add(track);
        byFields.put(fields, track);
        return track;
    }

    /** Joins fields by a dot or, if that gives the identity of other fields, by another mark. */
    private String unusedId(String fields) {
        String id = fields.replace(FIELD_SEPARATOR, '.');
        for (String mark = "+"; !ids.add(id); mark += "+") {
            id = fields.replace(String.valueOf(FIELD_SEPARATOR), mark);
        }
        return id;
    }

    private static String readable(String spelling) {
        return spelling.replace(FIELD_SEPARATOR, '+');
    }

    /** The fields, each spelt in one way; null if one of them names no track. */
    private @Nullable String fields(String spelling) {
        StringJoiner fields = new StringJoiner(String.valueOf(FIELD_SEPARATOR));
        for (String field : spelling.split(String.valueOf(FIELD_SEPARATOR), -1)) {
            String part = wholeNumber(field.isBlank() ? "" : field);
            if (isUnlinked(part)) {
                return null;
            }
            fields.add(part);
        }
        return fields.toString();
    }

    /** TrackMate writes None or nothing for an unlinked localisation, pandas nan, R NA, and quot -1. */
    private static boolean isUnlinked(String part) {
        return part.equals("-1") || NumberWords.isMissing(part);
    }

    private String wholeNumber(String field) {
        String text = TableNumbers.isNumber(field) ? TableNumbers.withHyphen(field) : field;
        var fraction = ZERO_FRACTION.matcher(text);
        if (fraction.matches()) {
            boolean mayBeThousands = fraction.group("zeros").length() == 3;
            boolean isFraction = !mayBeThousands
                    || numbers.isDecimalMark(fraction.group("mark").charAt(0));
            return isFraction ? fraction.group("whole") : text;
        }
        if (!SCIENTIFIC.matcher(text).matches()) {
            return text;
        }
        BigDecimal number = new BigDecimal(text.replace(',', '.')).stripTrailingZeros();
        boolean isWhole = number.scale() <= 0 && number.precision() - number.scale() <= MAX_DIGITS;
        return isWhole ? number.toBigInteger().toString() : text;
    }
}
