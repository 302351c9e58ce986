package io.wanderscope.ingest;

import io.wanderscope.diffusion.LengthNames;
import java.util.Optional;

/**
 * What holds for all rows, where they do not say it themselves.
 *
 * @param acquisition the acquisition of all rows; a row that names another one is refused
 * @param times when the frames were exposed; empty if each row says it
 * @param lengthUnit unit of all lengths of rows without a unit of their own, one of {@link LengthNames}
 */
public record RowDefaults(String acquisition, Optional<RowTimes> times, String lengthUnit) {
    /** The unit where nobody says it, as in the schemas. */
    public static final String PIXEL = "px";

    /**
     * Checks the unit and gives it the one spelling that all records have.
     *
     * @throws IllegalArgumentException when it is none that is known; the message says which are
     */
    public RowDefaults {
        String given = lengthUnit;
        lengthUnit = LengthNames.symbol(given).orElseThrow(() -> new IllegalArgumentException(unknownUnit(given)));
    }

    /** What is wrong with a unit that is none, in words that follow the name of what gave it. */
    public static String unknownUnit(String unit) {
        return "must be a unit of length, got " + RowException.quoted(unit) + "; known units: " + LengthNames.KNOWN;
    }
}
