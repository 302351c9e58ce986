package io.wanderscope.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/**
 * Earlier versions of the schemas, with which older records were written. They are kept as
 * {@code schemas/earlier/NAME-1.avsc}, {@code NAME-2.avsc} and so on, numbered without gaps. To change a schema, first
 * copy the version being replaced to there; a change of documentation alone needs no copy.
 */
public final class EarlierSchemas {
    private EarlierSchemas() {}

    /** The versions before a record's current schema, oldest first; empty if there are none. */
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
            throw new UncheckedIOException("cannot read the earlier schemas of " + current.getName(), e);
        }
        return List.copyOf(earlier);
    }

    private static InputStream version(Schema current, int number) {
        return EarlierSchemas.class.getResourceAsStream(
                "/schemas/earlier/" + current.getName() + "-" + number + ".avsc");
    }
}
