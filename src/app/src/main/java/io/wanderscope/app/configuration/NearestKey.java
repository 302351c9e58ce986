package io.wanderscope.app.configuration;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the key that was probably meant by one that does not exist. */
final class NearestKey {
    private NearestKey() {}

    /** The key that is the fewest edits away; empty when the edits are more than a third of the unknown key's length. */
    static Optional<String> to(String unknown, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(key -> edits(unknown, key)))
                .filter(key -> 3 * edits(unknown, key) <= unknown.length());
    }

    /** Minimum number of inserted, deleted or replaced characters that turn one into the other (Levenshtein distance). */
    private static int edits(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            row[column] = column;
        }
        for (int line = 1; line <= from.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column <= to.length(); column++) {
                int replaced = diagonal + (from.charAt(line - 1) == to.charAt(column - 1) ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.min(replaced, 1 + Math.min(row[column], row[column - 1]));
            }
        }
        return row[to.length()];
    }
}
