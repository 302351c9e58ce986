package io.wanderscope.ingest;

import java.util.Optional;

/**
 * What holds for all rows, where they do not say it themselves.
 *
 * @param acquisition the acquisition of all rows; a row that names another one is refused
 * @param times when the frames were exposed; empty if each row says it
 * @param lengthUnit unit of all lengths of rows without a unit of their own
 */
public record RowDefaults(String acquisition, Optional<RowTimes> times, String lengthUnit) {
    /** The unit where nobody says it, as in the schemas. */
    public static final String PIXEL = "px";
}
