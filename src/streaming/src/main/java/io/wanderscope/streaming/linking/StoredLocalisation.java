package io.wanderscope.streaming.linking;

import io.wanderscope.linking.Localisation;
import io.wanderscope.schema.ParticleLocalisation;
import io.wanderscope.streaming.stores.BinarySerdes;
import org.jspecify.annotations.Nullable;

/**
 * A localisation that waits for its frame, or whose frame was linked lately.
 *
 * @param time when the frame was exposed, microseconds since 1970
 * @param z null in a plane
 * @param quality null if the spot detector gave none
 * @param error standard deviation of the localisation error along an axis; 0 if it is not known
 * @param activity when it arrived
 */
record StoredLocalisation(
        long frame,
        long time,
        double x,
        double y,
        @Nullable Double z,
        @Nullable Double quality,
        double error,
        Activity activity) {
    /**
     * When a record of a field arrived.
     *
     * @param elapsed reading of the partition's clock, milliseconds
     * @param offset the record's offset in its partition
     */
    record Activity(long elapsed, long offset) {}

    /** Where it lies: what is the same for a localisation that is sent twice. */
    record Place(double x, double y, @Nullable Double z) {}

    static StoredLocalisation of(ParticleLocalisation localisation, Activity activity) {
        Double error = localisation.getLocalisationError();
        return new StoredLocalisation(
                localisation.getFrame(),
                BinarySerdes.microseconds(localisation.getTime()),
                localisation.getX(),
                localisation.getY(),
                localisation.getZ(),
                localisation.getQuality(),
                error == null ? 0 : error,
                activity);
    }

    Place place() {
        return new Place(x, y, z);
    }

    Localisation toLink() {
        return new Localisation(x, y, z == null ? 0 : z, error);
    }
}
