package io.wanderscope.ingest;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which field a name in the rows stands for. */
final class FieldNames {
    /** The names in JSON objects may be different in each line. */
    private static final int MAX_LEFT_OUT = 100;

    private final RecordType<?> type;
    private final @Nullable RowColumns columns;
    private final Set<String> leftOut = new LinkedHashSet<>();

    /**
     * The names of a type's fields.
     *
     * @param columns which names are others than the fields' own; null if each name must be that of a field
     */
    FieldNames(RecordType<?> type, @Nullable RowColumns columns) {
        this.type = type;
        this.columns = columns;
    }

    /**
     * The field that a name stands for; empty if it is left out.
     *
     * @throws RowException when each name must be that of a field and this is none: a misspelt one would otherwise be left out
     *     without a word
     */
    Optional<Field> of(String name, long line) throws RowException {
        @Nullable
        Field field = Field.named(columns == null ? name : columns.fields().getOrDefault(name, name));
        if (field != null && type.fields().contains(field)) {
            return Optional.of(field);
        }
        if (columns == null) {
            throw RowException.unreadable(
                    line,
                    "unknown field " + RowException.quoted(name) + "; " + type.inWords() + " has "
                            + new TreeSet<>(type.fields()));
        }
        if (leftOut.size() < MAX_LEFT_OUT) {
            leftOut.add(RowException.shortened(name));
        }
        return Optional.empty();
    }

    /** The names that stand for a field, its own first. */
    List<String> of(Field field) {
        List<String> found = new ArrayList<>(List.of(field.toString()));
        if (columns != null) {
            columns.fields().entrySet().stream()
                    .filter(each -> each.getValue().equals(field.toString()))
                    .forEach(each -> found.add(each.getKey()));
        }
        return found;
    }

    /** Names that have been left out, the first hundred. */
    Set<String> leftOut() {
        return leftOut;
    }
}
