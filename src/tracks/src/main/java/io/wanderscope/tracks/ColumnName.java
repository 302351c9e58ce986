package io.wanderscope.tracks;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a column, so that different spellings of one name are equal: {@code Track ID}, {@code TRACK_ID} and
 * {@code track.id} are {@code trackid}, and {@code x [nm]}, {@code x_nm} and {@code xnm} are {@code x} with the unit
 * {@code nm}.
 *
 * @param spelt the name as the file spells it
 * @param word the letters and digits of the name in lower case, with the unit if it may be part of the name
 * @param wordWithoutUnit the same without the unit
 * @param unit the unit as the file spells it; empty if the name has none
 */
record ColumnName(String spelt, String word, String wordWithoutUnit, String unit) {
    private static final Pattern IN_BRACKETS = Pattern.compile("(.*?)[(\\[{]([^()\\[\\]{}]*)[)\\]}]\\W*");
    private static final Pattern AFTER_A_MARK =
            Pattern.compile("(?i)(.*?)[\\s_./,:-]+(?:in[\\s_]+)?([^\\s_./,:-]+)\\W*");
    private static final Pattern COORDINATE_BEFORE_UNIT = Pattern.compile("(?i)((?:pos(?:ition)?)?[xyz])(\\S{2,})");
    private static final Pattern TIME_BEFORE_UNIT = Pattern.compile("(?i)(t|time)(ms|us|\u00b5s|\u03bcs|sec|seconds?)");
    private static final Pattern OTHER_THAN_LETTERS = Pattern.compile("[^a-z0-9]+");

    /** CellProfiler appends the distance within which it looked for an object's next position. */
    private static final Pattern SEARCH_RADIUS = Pattern.compile("(?i)(TrackObjects_Label)_\\d+");

    static ColumnName of(String spelt) {
        String name = SEARCH_RADIUS.matcher(spelt.strip()).replaceFirst("$1");
        List<Matcher> places = List.of(
                IN_BRACKETS.matcher(name),
                AFTER_A_MARK.matcher(name),
                COORDINATE_BEFORE_UNIT.matcher(name),
                TIME_BEFORE_UNIT.matcher(name));
        for (Matcher place : places) {
            if (place.matches() && isUnit(place.group(2))) {
                return new ColumnName(
                        spelt, word(name), word(place.group(1)), place.group(2).strip());
            }
        }
        return new ColumnName(spelt, word(name), word(name), "");
    }

    private static boolean isUnit(String text) {
        return LengthUnit.isUnit(text) || TimeUnit.isUnit(text);
    }

    private static String word(String text) {
        return OTHER_THAN_LETTERS.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
    }

    /** Whether this is the column, by one of its names, which a unit may follow if the column has that kind of unit. */
    boolean names(TableColumn column, String name) {
        return name.equals(word) || (column.takesUnit(unit) && name.equals(wordWithoutUnit));
    }
}
