package io.wanderscope.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificRecordBase;

/** Records as earlier versions of Wanderscope wrote them. */
final class EarlierRecords {
    private EarlierRecords() {}

    /** The record without the fields that the earlier schema lacks. */
    static <T extends SpecificRecordBase> GenericRecord of(T record, Schema earlier) throws IOException {
        @SuppressWarnings("unchecked") // getClass() is the class of this record
        AvroBinary<T> current = new AvroBinary<>((Class<T>) record.getClass());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        current.write(record, bytes);
        return new GenericDatumReader<GenericRecord>(record.getSchema(), earlier)
                .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
    }
}
