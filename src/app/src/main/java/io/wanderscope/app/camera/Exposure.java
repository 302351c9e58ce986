package io.wanderscope.app.camera;

import io.wanderscope.schema.ParticleLocalisation;
import java.time.Instant;
import java.util.List;

/**
 * What a spot detector found in one frame.
 *
 * @param acquisition its name
 * @param frame its number, from 0
 * @param time at which it was exposed
 * @param spots in no order that tells whose they are; there may be none
 */
public record Exposure(String acquisition, long frame, Instant time, List<Spot> spots) {
    /** Copies the list. */
    public Exposure {
        spots = List.copyOf(spots);
    }

    /** The records to publish: the localisations, each of which tells how many there are, or a mark that there are none. */
    public List<ParticleLocalisation> records() {
        return spots.isEmpty()
                ? List.of(mark().build())
                : spots.stream().map(Spot::localisation).toList();
    }

    private ParticleLocalisation.Builder mark() {
        return ParticleLocalisation.newBuilder()
                .setAcquisition(acquisition)
                .setFrame(frame)
                .setTime(time)
                .setLengthUnit(SimulatedCamera.LENGTH_UNIT)
                .setFrameLocalisations(0);
    }
}
