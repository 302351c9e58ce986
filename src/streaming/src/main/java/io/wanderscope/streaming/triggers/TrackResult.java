package io.wanderscope.streaming.triggers;

import io.wanderscope.schema.DiffusionEstimate;
import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.FamilyProbabilities;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.schema.TimeUnit;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.UndeterminedReason;
import io.wanderscope.streaming.stores.BinarySerdes;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * What rules look at of a result, and what a trigger tells of it.
 *
 * @param track name of the track within its acquisition
 * @param revision of the result, from 1
 * @param reason present if the label is UNDETERMINED
 * @param confidence that of the label, or the probability of the family of motion that the reason names, 0 to 1
 * @param points classified points, interpolated ones included
 * @param diffusion coefficient and unit; empty if there is no estimate
 * @param frame of the last classified point
 * @param time of that frame, as the positions have it, milliseconds since 1970; empty if an earlier version wrote the result
 * @param place where the particle was then, in {@code lengthUnit}; empty if the track has no position
 * @param lengthUnit unit of the positions
 */
public record TrackResult(
        String track,
        ResultStatus status,
        int revision,
        DiffusionLabel label,
        Optional<UndeterminedReason> reason,
        OptionalDouble confidence,
        OptionalDouble alpha,
        int points,
        int observedPoints,
        Optional<Coefficient> diffusion,
        long frame,
        OptionalLong time,
        Optional<Place> place,
        String lengthUnit) {
    private static final int LAYOUT = 2;
    private static final int LAYOUT_WITHOUT_TIME = 1;

    /**
     * A diffusion coefficient.
     *
     * @param unit such as {@code um^2/s} or {@code px^2/frame}
     */
    public record Coefficient(double value, String unit) {}

    /** A point in the plane. */
    public record Place(double x, double y) {}

    /** What a label and the latest position of its track say. */
    public static TrackResult of(TrajectoryLabel label, Optional<Place> place, String lengthUnit) {
        Optional<UndeterminedReason> reason = Optional.ofNullable(label.getReason());
        Integer observed = label.getObservedPoints();
        return new TrackResult(
                label.getTrack(),
                label.getStatus(),
                label.getRevision(),
                label.getLabel(),
                reason,
                confidence(label, reason),
                optional(label.getAlpha()),
                label.getPoints(),
                observed == null ? 0 : observed,
                Optional.ofNullable(label.getDiffusion()).flatMap(TrackResult::coefficient),
                label.getLastFrame(),
                OptionalLong.of(label.getLastPositionTime().toEpochMilli()),
                place,
                lengthUnit);
    }

    /** A label's confidence says how probable one of the eight models is. Of another family, the probability counts. */
    private static OptionalDouble confidence(TrajectoryLabel label, Optional<UndeterminedReason> reason) {
        FamilyProbabilities families = label.getFamilies();
        if (families == null || reason.isEmpty()) {
            return optional(label.getConfidence());
        }
        return switch (reason.get()) {
            case IMMOBILE -> OptionalDouble.of(families.getImmobile());
            case CONFINED -> OptionalDouble.of(families.getConfined());
            case DIRECTED -> OptionalDouble.of(families.getDirected());
            case SWITCHING -> OptionalDouble.of(families.getSwitching());
            case ARTEFACT -> OptionalDouble.of(families.getArtefact());
            default -> optional(label.getConfidence());
        };
    }

    private static Optional<Coefficient> coefficient(DiffusionEstimate estimate) {
        String time = estimate.getTimeUnit() == TimeUnit.S ? "s" : "frame";
        return Optional.ofNullable(estimate.getDiffusionCoefficient())
                .map(value -> new Coefficient(value, estimate.getLengthUnit() + "^2/" + time));
    }

    private static OptionalDouble optional(@Nullable Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** For records between the tasks of the stream. */
    public static Serde<TrackResult> serde() {
        return BinarySerdes.versioned(
                LAYOUT,
                TrackResult::write,
                Map.of(
                        LAYOUT_WITHOUT_TIME,
                        buffer -> read(buffer, OptionalLong.empty()),
                        LAYOUT,
                        buffer -> read(buffer, OptionalLong.of(BinarySerdes.readNumber(buffer)))));
    }

    /** What is absent is NaN or an empty text, which nothing present is. */
    private ByteBuffer write() {
        byte[] trackName = BinarySerdes.utf8(track);
        byte[] reasonName = BinarySerdes.utf8(reason.map(Enum::name).orElse(""));
        byte[] labelName = BinarySerdes.utf8(label.name());
        byte[] diffusionUnit =
                BinarySerdes.utf8(diffusion.map(Coefficient::unit).orElse(""));
        byte[] unit = BinarySerdes.utf8(lengthUnit);
        int texts = trackName.length + reasonName.length + labelName.length + diffusionUnit.length + unit.length;
        ByteBuffer buffer = ByteBuffer.allocate(
                5 * Integer.BYTES + texts + 1 + 5 * BinarySerdes.MAX_NUMBER_BYTES + 5 * Double.BYTES);
        BinarySerdes.putNumber(buffer, time.orElseThrow());
        BinarySerdes.putText(buffer, trackName);
        BinarySerdes.putText(buffer, labelName);
        BinarySerdes.putText(buffer, reasonName);
        buffer.put((byte) (status == ResultStatus.FINAL ? 1 : 0));
        BinarySerdes.putNumber(buffer, revision);
        BinarySerdes.putNumber(buffer, points);
        BinarySerdes.putNumber(buffer, observedPoints);
        BinarySerdes.putNumber(buffer, frame);
        buffer.putDouble(confidence.orElse(Double.NaN)).putDouble(alpha.orElse(Double.NaN));
        buffer.putDouble(diffusion.map(Coefficient::value).orElse(Double.NaN));
        BinarySerdes.putText(buffer, diffusionUnit);
        buffer.putDouble(place.map(Place::x).orElse(Double.NaN));
        buffer.putDouble(place.map(Place::y).orElse(Double.NaN));
        return BinarySerdes.putText(buffer, unit);
    }

    private static TrackResult read(ByteBuffer buffer, OptionalLong time) {
        String track = BinarySerdes.readText(buffer);
        DiffusionLabel label = DiffusionLabel.valueOf(BinarySerdes.readText(buffer));
        String reason = BinarySerdes.readText(buffer);
        ResultStatus status = buffer.get() == 1 ? ResultStatus.FINAL : ResultStatus.LIVE;
        int revision = (int) BinarySerdes.readNumber(buffer);
        int points = (int) BinarySerdes.readNumber(buffer);
        int observed = (int) BinarySerdes.readNumber(buffer);
        long frame = BinarySerdes.readNumber(buffer);
        OptionalDouble confidence = present(buffer.getDouble());
        OptionalDouble alpha = present(buffer.getDouble());
        double coefficient = buffer.getDouble();
        String diffusionUnit = BinarySerdes.readText(buffer);
        double x = buffer.getDouble();
        double y = buffer.getDouble();
        return new TrackResult(
                track,
                status,
                revision,
                label,
                reason.isEmpty() ? Optional.empty() : Optional.of(UndeterminedReason.valueOf(reason)),
                confidence,
                alpha,
                points,
                observed,
                diffusionUnit.isEmpty() ? Optional.empty() : Optional.of(new Coefficient(coefficient, diffusionUnit)),
                frame,
                time,
                Double.isNaN(x) ? Optional.empty() : Optional.of(new Place(x, y)),
                BinarySerdes.readText(buffer));
    }

    private static OptionalDouble present(double value) {
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
