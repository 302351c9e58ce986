package io.wanderscope.streaming;

import io.wanderscope.schema.ParticlePosition;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Turns bytes into valid positions; what cannot be read or is not valid goes to the dead letters. */
final class PositionDecoder implements Processor<byte[], byte[], Object, Object> {
    /** Names come back in every result and stay in the stores. */
    private static final int LONGEST_KEY = 1024;

    private static final int LONGEST_UNIT = 64;

    private final Deserializer<ParticlePosition> deserializer;
    private final StreamMetrics metrics;
    private ProcessorContext<Object, Object> context;
    private DeadLetters deadLetters;

    PositionDecoder(Deserializer<ParticlePosition> deserializer, StreamMetrics metrics) {
        this.deserializer = deserializer;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<Object, Object> processorContext) {
        context = processorContext;
        deadLetters = new DeadLetters(processorContext, metrics);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        ParticlePosition position;
        try {
            position = decode(record.value());
        } catch (SerializationException e) {
            deadLetters.send(record, record.key(), record.value(), DeadLetterCause.UNREADABLE, e.getMessage());
            return;
        }
        Optional<Flaw> flaw = flawOf(position, record.key());
        if (flaw.isPresent()) {
            Flaw found = flaw.get();
            deadLetters.send(record, record.key(), record.value(), found.cause(), found.detail());
            return;
        }
        ReceivedPosition received = new ReceivedPosition(position, record.key(), record.value());
        context.forward(record.withKey(received.track()).withValue(received), ClassificationTopology.TRAJECTORIES);
    }

    private ParticlePosition decode(byte[] value) {
        if (value == null) {
            throw new SerializationException("the record has no value; a track is ended by an end-of-track mark");
        }
        return deserializer.deserialize("", value);
    }

    private static Optional<Flaw> flawOf(ParticlePosition position, byte[] key) {
        if (position.getAcquisition().isEmpty() || position.getTrack().isEmpty()) {
            return flaw(DeadLetterCause.MISSING_IDENTITY, "acquisition or track is empty");
        }
        if (position.getAcquisition().contains(TrackKey.SEPARATOR)) {
            return flaw(
                    DeadLetterCause.AMBIGUOUS_IDENTITY,
                    "the acquisition \"" + position.getAcquisition()
                            + "\" has a slash, which separates it from its track");
        }
        TrackIdentity track = new TrackIdentity(position.getAcquisition(), position.getTrack());
        if (!Arrays.equals(track.keyBytes(), key)) {
            return flaw(DeadLetterCause.WRONG_KEY, "the key is not the acquisition/track of the value: " + track.key());
        }
        if (key.length > LONGEST_KEY || utf8Length(position.getLengthUnit()) > LONGEST_UNIT) {
            return flaw(
                    DeadLetterCause.TEXT_TOO_LONG,
                    "the key takes " + key.length + " bytes and the unit of length "
                            + utf8Length(position.getLengthUnit()) + "; at most " + LONGEST_KEY + " and "
                            + LONGEST_UNIT + " are taken");
        }
        if (position.getFrame() < 0) {
            return flaw(DeadLetterCause.NEGATIVE_FRAME, "frame " + position.getFrame() + " is negative");
        }
        return position.getEndOfTrack() ? flawOfMark(position) : flawOfCoordinates(position);
    }

    private static int utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static Optional<Flaw> flawOfMark(ParticlePosition mark) {
        boolean bare = mark.getX() == null && mark.getY() == null;
        return bare
                ? Optional.empty()
                : flaw(
                        DeadLetterCause.INVALID_COORDINATES,
                        "an end-of-track mark carries coordinates: x and y are null");
    }

    private static Optional<Flaw> flawOfCoordinates(ParticlePosition position) {
        return isFinite(position.getX()) && isFinite(position.getY())
                ? Optional.empty()
                : flaw(
                        DeadLetterCause.INVALID_COORDINATES,
                        "x is " + position.getX() + " and y is " + position.getY() + "; both are finite numbers");
    }

    private static boolean isFinite(Double coordinate) {
        return coordinate != null && Double.isFinite(coordinate);
    }

    private static Optional<Flaw> flaw(DeadLetterCause cause, String detail) {
        return Optional.of(new Flaw(cause, detail));
    }

    private record Flaw(DeadLetterCause cause, String detail) {}
}
