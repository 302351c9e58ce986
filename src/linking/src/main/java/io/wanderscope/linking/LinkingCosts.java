package io.wanderscope.linking;

/** What a link costs, and what it costs that a track is missed in a frame or that a localisation starts a track. */
public sealed interface LinkingCosts permits LinkingCosts.SquaredDisplacement, LinkingCosts.DiffusionLikelihood {
    /** No link is longer, whatever it costs; unit of length. */
    double maximumDisplacement();

    /**
     * A link costs its squared displacement. All costs are in units of the square of the maximum displacement. A link by itself
     * is worth making if it costs less than a missed and a new track together, so with half a unit each, any within reach is.
     * With more, two long links are preferred to a short one and a missed and a new track.
     *
     * @param maximumDisplacement no link is longer, however many frames it bridges; above 0, unit of length
     * @param missed cost of a track without a localisation, 0 to 1,000
     * @param started cost of a localisation that starts a track, 0 to 1,000
     * @param gap additional cost of a link for each frame that it bridges, 0 to 1,000
     */
    record SquaredDisplacement(double maximumDisplacement, double missed, double started, double gap)
            implements LinkingCosts {
        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException if a value is out of range or not a number
         */
        public SquaredDisplacement {
            requireDisplacement(maximumDisplacement);
            requireRange("the cost of a missed track", missed, 0, MAXIMUM_COST);
            requireRange("the cost of a new track", started, 0, MAXIMUM_COST);
            requireRange("the cost of a bridged frame", gap, 0, MAXIMUM_COST);
        }

        /** With half a unit for a missed and a new track each; a bridged frame shortens the reach by a sixth. */
        public static SquaredDisplacement within(double maximumDisplacement) {
            return new SquaredDisplacement(maximumDisplacement, 0.5, 0.5, 0.3);
        }
    }

    /**
     * A link costs the negative logarithm of its probability density if the particle diffuses with the coefficient that the
     * track itself has shown so far. The population is the prior, so the reach of a track grows from its own displacements, and
     * a coefficient that few of them support leaves room for a longer one (Student's t-distribution). A missed and a new track
     * cost the negative logarithms of how frequent they are.
     *
     * @param maximumDisplacement no link is longer, however many frames it bridges; above 0, unit of length
     * @param missed share of particles that are not detected in a frame, 0.0001 to 0.9
     * @param started share of localisations that start a track, false ones included, 0.0001 to 1
     * @param gap additional cost of a link for each frame that it bridges, 0 to 1,000 nats: by how much fewer of the silent
     *     tracks are still there with each frame
     */
    record DiffusionLikelihood(double maximumDisplacement, double missed, double started, double gap)
            implements LinkingCosts {
        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException if a value is out of range or not a number
         */
        public DiffusionLikelihood {
            requireDisplacement(maximumDisplacement);
            requireRange("the share of missed particles", missed, 1e-4, 0.9);
            requireRange("the share of localisations that start a track", started, 1e-4, 1);
            requireRange("the cost of a bridged frame", gap, 0, MAXIMUM_COST);
        }

        /** For recordings in which a twentieth of the particles is missed in each frame. */
        public static DiffusionLikelihood within(double maximumDisplacement) {
            return new DiffusionLikelihood(maximumDisplacement, 0.05, 0.1, 2);
        }
    }

    /** Highest cost that may be asked for. */
    double MAXIMUM_COST = 1000;

    private static void requireDisplacement(double maximum) {
        requireRange("the maximum displacement", maximum, 1 / Localisation.FARTHEST, Localisation.FARTHEST);
    }

    private static void requireRange(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(
                    name + " is " + value + "; it must be between " + least + " and " + most);
        }
    }
}
