package io.wanderscope.app.camera;

import io.wanderscope.app.acquisition.PacedPublisher;
import io.wanderscope.schema.ParticleLocalisation;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.function.Supplier;

/** A simulated camera whose localisations are published, and whose particles are remembered so that the links can be judged. */
public final class CameraRun {
    private final Supplier<SimulatedCamera> camera;
    private final KnownLinks links;

    /**
     * Creates a run.
     *
     * @param camera made when publishing begins, which is when its first frame is exposed
     * @param maximumGap most frames without a localisation that linking bridges
     */
    public CameraRun(Supplier<SimulatedCamera> camera, int maximumGap) {
        this.camera = camera;
        this.links = new KnownLinks(maximumGap);
    }

    /** What is known of the links. */
    public KnownLinks links() {
        return links;
    }

    /**
     * Publishes the localisations, each at the time of its frame, until the thread is interrupted.
     *
     * @throws org.apache.kafka.common.KafkaException when a record cannot be published
     */
    public void publish(PacedPublisher<ParticleLocalisation> publisher) {
        publisher.publish(Records::new, 1, published -> {});
    }

    /** Each exposure is remembered before its first record leaves. */
    private final class Records implements Iterator<ParticleLocalisation> {
        private final Iterator<Exposure> exposures = camera.get().iterator();
        private final Queue<ParticleLocalisation> records = new ArrayDeque<>();

        @Override
        public boolean hasNext() {
            return true;
        }

        @Override
        public ParticleLocalisation next() {
            if (records.isEmpty()) {
                Exposure exposure = exposures.next();
                links.add(exposure);
                records.addAll(exposure.records());
            }
            return records.remove();
        }
    }
}
