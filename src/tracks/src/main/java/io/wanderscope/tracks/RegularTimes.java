package io.wanderscope.tracks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Times of tracks that are multiples of one interval, as those of a camera's frames are, though some frames may be
 * missing and the file may round them. The interval is that between most neighbours in a track: times of different
 * tracks may be closer, where each movie has its own clock.
 */
final class RegularTimes {
    /** Times closer than this part of the whole recording are one time, written twice with errors of rounding. */
    private static final double SAME = 1e-7;

    /** How far, in intervals, the time since the frame before may be from a multiple of the interval. */
    private static final double TOLERANCE = 0.25;

    /** One for all tracks, or one for each. */
    private final List<Clock> clocks;

    private final double interval;

    private RegularTimes(List<Clock> clocks, double interval) {
        this.clocks = clocks;
        this.interval = interval;
    }

    /** Times that grow, and the frame of each. */
    @SuppressWarnings("ArrayRecordComponent") // neither compared nor shared
    private record Clock(double[] times, double[] frames) {
        int last() {
            return times.length - 1;
        }

        double frame(double time) {
            int index = Arrays.binarySearch(times, time);
            return frames[index >= 0 ? index : Math.max(0, -index - 2)];
        }

        double framesPassed() {
            return times.length == 0 ? 0 : frames[last()] - frames[0];
        }

        double timePassed() {
            return times.length == 0 ? 0 : times[last()] - times[0];
        }

        double largestError(double interval) {
            return FrameTimes.largestError(frames, times, times.length, 0, interval);
        }

        /** Whether another clock counts as many frames between the same times. */
        boolean agrees(Clock other) {
            double offset = times.length == 0 ? 0 : other.frame(times[0]) - frames[0];
            for (int index = 0; index < times.length; index++) {
                if (other.frame(times[index]) - frames[index] != offset) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * Finds the frames; empty if there is no interval.
     *
     * @param tracks the times of each track in any order, finite
     */
    static Optional<RegularTimes> of(List<double[]> tracks) {
        double[] all = sorted(tracks.stream().flatMapToDouble(Arrays::stream).toArray());
        double same = all.length == 0 ? 0 : SAME * (all[all.length - 1] - all[0]);
        List<double[]> sorted = tracks.stream().map(RegularTimes::sorted).toList();
        double[] steps = steps(sorted, same);
        if (steps.length > 0) {
            return of(sorted, all, steps, same);
        }
        // No track has two times, so all that is left is the time from one track to the next.
        double[] between = steps(List.of(all), same);
        return between.length == 0 ? Optional.empty() : of(List.of(all), all, between, same);
    }

    private static Optional<RegularTimes> of(List<double[]> tracks, double[] all, double[] steps, double same) {
        return clocks(tracks, oneFrame(steps), 0.5, same)
                .flatMap(rough -> clocks(tracks, Interval.of(rough).mean, TOLERANCE, same))
                .map(own -> of(own, all));
    }

    private static double[] sorted(double[] times) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    private static double[] steps(List<double[]> tracks, double same) {
        return tracks.stream()
                .flatMapToDouble(times -> {
                    double[] steps = new double[Math.max(0, times.length - 1)];
                    Arrays.setAll(steps, index -> times[index + 1] - times[index]);
                    return Arrays.stream(steps);
                })
                .filter(step -> step > same)
                .sorted()
                .toArray();
    }

    /** Most steps are from one frame to the next, but the file may round each up or down. */
    private static double oneFrame(double[] steps) {
        double median = steps[(steps.length - 1) / 2];
        return Arrays.stream(steps)
                .filter(step -> step > 0.5 * median && step < 1.5 * median)
                .average()
                .orElse(median);
    }

    /** A clock for each track, if every time is about a multiple of an interval after the time before; empty if not. */
    private static Optional<List<Clock>> clocks(List<double[]> tracks, double interval, double tolerance, double same) {
        List<Clock> clocks = new ArrayList<>();
        for (double[] times : tracks) {
            Optional<Clock> clock = clock(times, interval, tolerance, step -> step > same);
            if (clock.isEmpty()) {
                return Optional.empty();
            }
            clocks.add(clock.get());
        }
        return Optional.of(clocks);
    }

    /** Whether a time so long after another must be of another frame. */
    private interface OtherFrame {
        boolean is(double step);
    }

    private static Optional<Clock> clock(double[] times, double interval, double tolerance, OtherFrame other) {
        double[] frames = new double[times.length];
        for (int index = 0; index < times.length; index++) {
            if (index == 0) {
                frames[0] = Math.floor(times[0] / interval + 0.5);
                continue;
            }
            double step = times[index] - times[index - 1];
            double passed = Math.rint(step / interval);
            if (!(Math.abs(step / interval - passed) <= tolerance) || (passed < 1 && other.is(step))) {
                return Optional.empty();
            }
            frames[index] = frames[index - 1] + passed;
        }
        return Optional.of(new Clock(times, frames));
    }

    /** With one clock for all if the times of each track have the same frames there; else with that of each. */
    private static RegularTimes of(List<Clock> own, double[] all) {
        Interval ofOwn = Interval.of(own);
        return clock(all, ofOwn.mean, TOLERANCE, step -> false)
                .filter(clock -> own.stream().allMatch(each -> each.agrees(clock)))
                .map(List::of)
                .map(common -> new RegularTimes(
                        common, Interval.of(common).orBetter(ofOwn).shortest()))
                .orElseGet(() -> new RegularTimes(own, ofOwn.shortest()));
    }

    /**
     * Time from one frame to the next.
     *
     * @param error how far it may be from the true one, because the file rounds its times
     */
    private record Interval(double mean, double error) {
        static Interval of(List<Clock> clocks) {
            double frames = clocks.stream().mapToDouble(Clock::framesPassed).sum();
            double mean = clocks.stream().mapToDouble(Clock::timePassed).sum() / frames;
            double largest = clocks.stream()
                    .mapToDouble(clock -> clock.largestError(mean))
                    .max()
                    .orElse(0);
            // Errors of independent clocks add up like the steps of a random walk.
            return new Interval(mean, largest * Math.sqrt(clocks.size()) / frames);
        }

        Interval orBetter(Interval other) {
            return other.error < error ? other : this;
        }

        double shortest() {
            return ShortestNumber.near(mean, error);
        }
    }

    /** Mean time from one frame to the next, above 0, with no more digits than the times can tell. */
    double interval() {
        return interval;
    }

    /** Whether the tracks have no common clock, so that the frames of each count from its own first time. */
    boolean differPerTrack() {
        return clocks.size() > 1;
    }

    /** The frame of one of the times of a track, which counts from 0. */
    long frame(int track, double time) {
        return (long) clocks.get(differPerTrack() ? track : 0).frame(time);
    }
}
