package io.wanderscope.tracks;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** The step in which a file counts frames, if it is larger than one: a movie of which every thirtieth frame was kept. */
final class FrameStep {
    /** A step is believed if at least as many positions follow another of their track in multiples of it. */
    private static final int MIN_DIFFERENCES = 5;

    private FrameStep() {}

    /** The file, with its frames counted in steps of one, and a notice if they were not. */
    static TrackingFile counted(TrackingFile file) {
        long step = of(file.tracks());
        return step <= 1 ? file : inSteps(file, step);
    }

    private static long of(List<Track> tracks) {
        long step = 0;
        long differences = 0;
        for (Track track : tracks) {
            long[] frames = track.sortedFrames();
            for (int index = 1; index < frames.length; index++) {
                long difference = frames[index] - frames[index - 1];
                step = greatestCommonDivisor(step, difference);
                differences += difference == 0 ? 0 : 1;
            }
            if (step == 1) {
                return 1;
            }
        }
        return differences < MIN_DIFFERENCES ? 1 : step;
    }

    private static long greatestCommonDivisor(long one, long other) {
        long divisor = one;
        long rest = other;
        while (rest != 0) {
            long next = divisor % rest;
            divisor = rest;
            rest = next;
        }
        return divisor;
    }

    private static TrackingFile inSteps(TrackingFile file, long step) {
        List<String> notices = new ArrayList<>(file.notices());
        notices.add("its frames are " + step + " apart, so " + step + " were taken for one step");
        OptionalDouble interval = file.frameInterval().isPresent()
                ? OptionalDouble.of(step * file.frameInterval().getAsDouble())
                : OptionalDouble.empty();
        return new TrackingFile(
                file.path(),
                file.format(),
                file.lengthUnit(),
                interval,
                step,
                file.tracks().stream().map(track -> inSteps(track, step)).toList(),
                file.unlinked(),
                notices);
    }

    private static Track inSteps(Track track, long step) {
        return new Track(
                track.id(),
                track.positions().stream()
                        .map(position -> new TrackedPosition(
                                Math.floorDiv(position.frame(), step),
                                position.x(),
                                position.y(),
                                position.z(),
                                position.quality()))
                        .toList());
    }
}
