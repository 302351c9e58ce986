package io.wanderscope.wire;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Values that take no bytes. A few bytes can claim 10¹⁸ of them in an array, or in records that contain each other; a
 * reader that skips those would not come back. In every other schema, the work is bounded by the number of bytes.
 */
final class ZeroWidth {
    private final Schema root;
    private final Set<Schema> records = Collections.newSetFromMap(new IdentityHashMap<>());

    private ZeroWidth(Schema root) {
        this.root = root;
    }

    /**
     * Refuses a schema with an array of such values, or a record that has nothing else. A single field may be null.
     *
     * @throws SerializationException when the schema has one
     */
    static void refuse(Schema schema) {
        new ZeroWidth(schema).takesNoBytes(schema);
    }

    private boolean takesNoBytes(Schema schema) {
        return switch (schema.getType()) {
            case NULL -> true;
            case FIXED -> schema.getFixedSize() == 0;
            case RECORD -> takesNoBytesInside(schema);
            case ARRAY -> {
                refuseIf(takesNoBytes(schema.getElementType()), "an array");
                yield false;
            }
            case MAP -> {
                takesNoBytes(schema.getValueType());
                yield false;
            }
            case UNION -> {
                schema.getTypes().forEach(this::takesNoBytes);
                yield false;
            }
            default -> false;
        };
    }

    /** One that has been seen takes bytes, or was refused; one that has itself as a mandatory field never ends. */
    private boolean takesNoBytesInside(Schema schema) {
        if (!records.add(schema)) {
            return false;
        }
        boolean nothing = true;
        for (Schema.Field field : schema.getFields()) {
            nothing &= takesNoBytes(field.schema());
        }
        refuseIf(nothing, "a record");
        return false;
    }

    private void refuseIf(boolean nothing, String what) {
        if (nothing) {
            throw new SerializationException("written with the schema " + root.getName() + ", which has " + what
                    + " of values that take no bytes");
        }
    }
}
