package io.wanderscope.wire;

import io.wanderscope.schema.AcquisitionComposition;
import io.wanderscope.schema.ClassFractions;
import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.ModelProbabilities;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.schema.StageSaliency;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.TrajectorySaliency;
import io.wanderscope.schema.UndeterminedReason;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.kafka.common.errors.SerializationException;

/** Records of one type and the Avro binary inside a frame, whichever the frame is. Thread-safe. */
final class AvroBinary<T extends SpecificRecordBase> {
    static {
        // Avro makes only classes that the process trusts; ours join whatever is trusted already.
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(),
                ClassSecurityValidator.builder()
                        .add(ParticlePosition.class)
                        .add(TrajectoryLabel.class)
                        .add(TrajectorySaliency.class)
                        .add(AcquisitionComposition.class)
                        .add(ClassFractions.class)
                        .add(ModelProbabilities.class)
                        .add(StageSaliency.class)
                        .add(DiffusionLabel.class)
                        .add(ResultStatus.class)
                        .add(UndeterminedReason.class)
                        .build()));
    }

    private final SpecificData model;
    private final Schema schema;
    private final SpecificDatumWriter<T> writer;

    AvroBinary(Class<T> type) {
        model = SpecificData.getForClass(type);
        schema = model.getSchema(type);
        writer = new SpecificDatumWriter<>(schema, model);
    }

    /** The current schema, in which records are written. */
    Schema schema() {
        return schema;
    }

    public void write(T value, OutputStream out) throws IOException {
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        writer.write(value, encoder);
        encoder.flush();
    }

    /** Reads records that were written with a schema, the current one or another, as current ones. */
    RecordReader<T> readerOf(Schema writtenWith) {
        return new RecordReader<>(schema.getName(), new SpecificDatumReader<>(writtenWith, schema, model));
    }

    /** Reads records that were all written with the same schema. Thread-safe. */
    static final class RecordReader<T> {
        private final String name;
        private final SpecificDatumReader<T> reader;

        private RecordReader(String name, SpecificDatumReader<T> reader) {
            this.name = name;
            this.reader = reader;
        }

        /**
         * The record in the bytes from {@code start} to the end. Stricter than Avro's own decoders, which take a record
         * with bytes left over after it: such bytes were not written by us and are refused.
         *
         * @throws SerializationException when the bytes are anything but exactly one record
         */
        T read(byte[] bytes, int start) {
            BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, start, bytes.length - start, null);
            try {
                T value = reader.read(null, decoder);
                if (!decoder.isEnd()) {
                    throw new SerializationException("bytes are left over after a " + name);
                }
                return value;
            } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException | UnsupportedOperationException e) {
                throw new SerializationException("not a whole " + name + ": " + e, e);
            }
        }
    }
}
