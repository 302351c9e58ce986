package io.wanderscope.app.camera;

import io.wanderscope.dashboard.LinkingQuality;
import io.wanderscope.schema.ParticleLocalisation;
import io.wanderscope.schema.ParticlePosition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Compares the links of the tracks on the positions topic with those of the particles. Thread-safe. A localisation is
 * recognised by its frame and its coordinates, which linking does not change. The latest {@value #REMEMBERED_FRAMES} frames
 * are remembered; a position of an earlier one counts for nothing.
 */
public final class KnownLinks {
    /** More than a stream is behind that still shows what happens now. */
    private static final int REMEMBERED_FRAMES = 2000;

    private final int maximumGap;
    private final Map<Place, Known> spots = new HashMap<>();
    private final Queue<List<Place>> frames = new ArrayDeque<>();
    private final Map<String, Long> lastFrames = new HashMap<>();
    private final Map<String, Known> tracks = new HashMap<>();
    private long known;
    private long made;
    private long correct;

    /** Where and when a localisation is. */
    private record Place(long frame, double x, double y) {}

    /**
     * What is known of a localisation.
     *
     * @param particle whose it is; null for a false one
     * @param previous frame of the particle's localisation before; -1 if there is none that a link could start from
     */
    private record Known(long frame, @Nullable String particle, long previous) {
        boolean follows(Known before) {
            return particle != null && particle.equals(before.particle) && previous == before.frame;
        }
    }

    /**
     * Begins without any link.
     *
     * @param maximumGap most frames without a localisation that linking bridges, 0 or more; a longer gap parts a particle's
     *     localisations, and no link is missing there
     */
    public KnownLinks(int maximumGap) {
        this.maximumGap = maximumGap;
    }

    /** Remembers an exposure. Call it before its localisations are published, in the order of the frames. */
    public synchronized void add(Exposure exposure) {
        List<Place> places = new ArrayList<>();
        for (Spot spot : exposure.spots()) {
            ParticleLocalisation localisation = spot.localisation();
            Place place = new Place(exposure.frame(), localisation.getX(), localisation.getY());
            spots.put(place, new Known(exposure.frame(), spot.particle(), previous(spot.particle(), exposure.frame())));
            places.add(place);
        }
        frames.add(places);
        if (frames.size() > REMEMBERED_FRAMES) {
            frames.remove().forEach(spots::remove);
        }
        lastFrames.values().removeIf(frame -> frame < exposure.frame() - maximumGap);
    }

    private long previous(@Nullable String particle, long frame) {
        if (particle == null) {
            return -1;
        }
        Long last = lastFrames.put(particle, frame);
        return last == null || frame - last - 1 > maximumGap ? -1 : last;
    }

    /** Counts what a position of a track, or the mark of its end, says about the links. Call it in the order of the topic. */
    public synchronized void compare(ParticlePosition position) {
        if (position.getEndOfTrack()) {
            tracks.remove(position.getTrack());
            return;
        }
        Known spot = spots.get(new Place(position.getFrame(), position.getX(), position.getY()));
        if (spot == null) {
            return;
        }
        known += spot.previous() < 0 ? 0 : 1;
        Known before = tracks.put(position.getTrack(), spot);
        if (before != null) {
            made++;
            correct += spot.follows(before) ? 1 : 0;
        }
    }

    /** The links of all positions so far. */
    public synchronized LinkingQuality quality() {
        return new LinkingQuality(known, made, correct);
    }
}
