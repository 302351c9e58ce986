package io.wanderscope.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/**
 * The schemas that records were written with before today's. They are kept as {@code schemas/earlier/NAME-1.avsc},
 * {@code NAME-2.avsc} and so on, without a gap; whoever changes what a schema reads adds the one that it replaces.
 */
public final class EarlierSchemas {
    private EarlierSchemas() {}

    /** Those that came before a record's current schema, the oldest first; empty when there was no other. */
    public static List<Schema> of(Schema current) {
        List<Schema> earlier = new ArrayList<>();
        try {
            InputStream next = version(current, 1);
            while (next != null) {
                try (InputStream in = next) {
                    earlier.add(new Schema.Parser().parse(in));
                }
                next = version(current, earlier.size() + 1);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("reading the earlier schemas of " + current.getName(), e);
        }
        return List.copyOf(earlier);
    }

    private static InputStream version(Schema current, int number) {
        return EarlierSchemas.class.getResourceAsStream(
                "/schemas/earlier/" + current.getName() + "-" + number + ".avsc");
    }
}
