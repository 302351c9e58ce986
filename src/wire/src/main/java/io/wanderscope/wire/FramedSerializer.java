package io.wanderscope.wire;

import io.apicurio.registry.resolver.ParsedSchema;
import io.apicurio.registry.serde.avro.AvroSerializer;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;

/** Lets Apicurio write the frame, and writes the record inside as every wire format does. */
final class FramedSerializer<T extends SpecificRecordBase> extends AvroSerializer<T> {
    private final AvroBinary<T> binary;

    FramedSerializer(AvroBinary<T> binary, RetryingSchemaResolver<T> resolver) {
        super(resolver);
        this.binary = binary;
    }

    @Override
    public void serializeData(ParsedSchema<Schema> schema, T data, OutputStream out) throws IOException {
        binary.write(data, out);
    }
}
