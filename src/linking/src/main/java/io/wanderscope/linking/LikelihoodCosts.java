package io.wanderscope.linking;

import java.util.List;

/**
 * Negative logarithms of probabilities, for displacements of particles that diffuse with their own coefficients. Logarithms are
 * those of {@link StrictMath}, so that all machines agree on every link.
 */
final class LikelihoodCosts implements FrameCosts {
    /** Displacements that the population counts for in what is expected of a track. */
    private static final double PRIOR_OF_TRACK = 4;

    /** Displacements that the maximum displacement counts for in what is expected of the population. */
    private static final double PRIOR_OF_POPULATION = 10;

    /** The maximum displacement is first taken for so many standard deviations of a displacement along an axis. */
    private static final double DEVIATIONS_OF_MAXIMUM = 3;

    /** Smallest variance along an axis, in units of the maximum displacement's square: a particle may not have moved at all. */
    private static final double SMALLEST_VARIANCE = 1e-6;

    private final LinkingCosts.DiffusionLikelihood costs;
    private final double maximumSquare;
    private final double missed;
    private Frame frame = new Frame();
    private int dimensions;
    private double started;

    /** Of each track, the variance of a displacement along an axis without the error of the next localisation. */
    private double[] variance = new double[0];

    /** Of each track, how many degrees of freedom that variance has. */
    private double[] freedom = new double[0];

    /** Of each track, what a link costs whatever its displacement. */
    private double[] fixed = new double[0];

    LikelihoodCosts(LinkingCosts.DiffusionLikelihood costs) {
        this.costs = costs;
        this.maximumSquare = costs.maximumDisplacement() * costs.maximumDisplacement();
        this.missed = -StrictMath.log(costs.missed());
    }

    @Override
    public void prepare(OpenTracks state, List<OpenTrack> tracks, long number, Frame frame) {
        this.frame = frame;
        dimensions = state.dimensions();
        started = -StrictMath.log(costs.started() * Math.max(1, frame.size()) / extent(tracks));
        grow(tracks.size());
        double first = maximumSquare / (2 * DEVIATIONS_OF_MAXIMUM * DEVIATIONS_OF_MAXIMUM);
        double population = state.diffusion().shrunkTowards(first, PRIOR_OF_POPULATION);
        double detected = -StrictMath.log(1 - costs.missed());
        for (int index = 0; index < tracks.size(); index++) {
            OpenTrack track = tracks.get(index);
            long frames = number - track.frame();
            double diffusion = track.diffusion().shrunkTowards(population, PRIOR_OF_TRACK);
            double error = track.last().error();
            variance[index] = Math.max(2 * diffusion * frames, SMALLEST_VARIANCE * maximumSquare) + error * error;
            freedom[index] = dimensions * (PRIOR_OF_TRACK + track.diffusion().weight());
            fixed[index] = detected + costs.gap() * (frames - 1) - started;
        }
    }

    private void grow(int tracks) {
        if (variance.length < tracks) {
            variance = new double[Growth.grown(tracks)];
            freedom = new double[variance.length];
            fixed = new double[variance.length];
        }
    }

    /** Area or volume that tracks and localisations take up: along an axis, no less than two maximum displacements. */
    private double extent(List<OpenTrack> tracks) {
        double extent = 1;
        for (int axis = 0; axis < dimensions; axis++) {
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            for (OpenTrack track : tracks) {
                least = Math.min(least, track.last().coordinate(axis));
                most = Math.max(most, track.last().coordinate(axis));
            }
            for (int index = 0; index < frame.size(); index++) {
                least = Math.min(least, frame.get(index).coordinate(axis));
                most = Math.max(most, frame.get(index).coordinate(axis));
            }
            extent *= Math.max(most - least, 2 * costs.maximumDisplacement());
        }
        return extent;
    }

    /** Where the tails of the widest distribution under the peak of the narrowest cost as much as a missed track. */
    @Override
    public double reach(int track) {
        double narrowest = variance[track] + frame.smallestError() * frame.smallestError();
        double widest = variance[track] + frame.largestError() * frame.largestError();
        double affordable = missed - atRest(track, narrowest);
        double power = 2 * affordable / (freedom[track] + dimensions);
        double square = freedom[track] * widest * StrictMath.expm1(power);
        return affordable <= 0 ? -1 : Math.sqrt(Math.min(square, maximumSquare));
    }

    @Override
    public double link(int track, int localisation, double squaredDisplacement) {
        double error = frame.get(localisation).error();
        double here = variance[track] + error * error;
        double tail = StrictMath.log1p(squaredDisplacement / (freedom[track] * here));
        return atRest(track, here) + (freedom[track] + dimensions) / 2 * tail;
    }

    /** Cost without a displacement. In a plane, the t-distribution has the peak of the normal one; in space, nearly. */
    private double atRest(int track, double axisVariance) {
        return fixed[track] + dimensions / 2.0 * StrictMath.log(2 * Math.PI * axisVariance);
    }

    @Override
    public double missed() {
        return missed;
    }
}
