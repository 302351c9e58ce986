package io.wanderscope.streaming.linking;

import io.wanderscope.schema.ParticleLocalisation;
import io.wanderscope.streaming.TopologyHarness;

/** Makes the records of an acquisition as a spot detector sends them; the time of each follows from its frame. */
final class SpotDetector {
    static final String ACQUISITION = TopologyHarness.ACQUISITION;

    private SpotDetector() {}

    static ParticleLocalisation at(long frame, double x, double y) {
        return spot(frame, x, y).build();
    }

    /** One of as many localisations as its frame is told to have. */
    static ParticleLocalisation at(long frame, int count, double x, double y) {
        return spot(frame, x, y).setFrameLocalisations(count).build();
    }

    static ParticleLocalisation.Builder spot(long frame, double x, double y) {
        return bare(frame).setX(x).setY(y);
    }

    /** The mark that a frame has so many localisations. */
    static ParticleLocalisation complete(long frame, int count) {
        return bare(frame).setFrameLocalisations(count).build();
    }

    static ParticleLocalisation end(long frame) {
        return bare(frame).setEndOfAcquisition(true).build();
    }

    static ParticleLocalisation.Builder bare(long frame) {
        return ParticleLocalisation.newBuilder()
                .setAcquisition(ACQUISITION)
                .setFrame(frame)
                .setTime(TopologyHarness.timeOf(frame))
                .setLengthUnit("um");
    }
}
