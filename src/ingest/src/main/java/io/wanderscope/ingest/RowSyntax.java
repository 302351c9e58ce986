package io.wanderscope.ingest;

import java.util.Optional;

/** How a line becomes the texts of a row. */
interface RowSyntax {
    /**
     * Reads a line that is not blank.
     *
     * @param number of the line, from 1
     * @return the row; empty if the line is none, such as the one that names the columns
     * @throws RowException when the line cannot be read; the next one may be
     */
    Optional<Row> row(String line, long number) throws RowException;

    /** Whether the next line names the columns, so that no row can be read without it. */
    boolean awaitsHeader();
}
