package io.wanderscope.wire;

import io.wanderscope.schema.TrajectoryLabel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;

/** Labels as earlier versions of Wanderscope wrote them. */
final class EarlierLabels {
    private EarlierLabels() {}

    /** The label without the fields that the earlier schema lacks. */
    static GenericRecord of(TrajectoryLabel label, Schema earlier) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new AvroBinary<>(TrajectoryLabel.class).write(label, bytes);
        return new GenericDatumReader<GenericRecord>(TrajectoryLabel.getClassSchema(), earlier)
                .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
    }
}
