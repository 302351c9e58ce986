package io.wanderscope.ingest;

import java.util.HashMap;
import java.util.Map;

/**
 * How a program that knows nothing of the schemas calls the fields. What is neither named here nor by a field's own name is left out.
 *
 * @param fields the field of each name that is another than the field's own
 */
public record RowColumns(Map<String, String> fields) {
    /** Each field has its own name. */
    public static final RowColumns OWN_NAMES = new RowColumns(Map.of());

    /**
     * Checks the fields and copies the map.
     *
     * @throws IllegalArgumentException when there is no such field
     */
    public RowColumns {
        for (String field : fields.values()) {
            if (Field.named(field) == null) {
                throw new IllegalArgumentException(
                        "must name fields of the schema, such as track or frame, got " + field);
            }
        }
        fields = Map.copyOf(fields);
    }

    /**
     * Reads a list such as {@code track=id,frame=t}.
     *
     * @throws IllegalArgumentException when it cannot be understood; the message begins with "must"
     */
    public static RowColumns parse(String list) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : list.split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals <= 0 || equals == pair.length() - 1) {
                throw new IllegalArgumentException("must be FIELD=NAME,..., such as track=id,frame=t, got " + list);
            }
            String field = pair.substring(0, equals).strip();
            if (fields.put(pair.substring(equals + 1).strip(), field) != null) {
                throw new IllegalArgumentException("must name each column once, got " + list);
            }
        }
        return new RowColumns(fields);
    }
}
