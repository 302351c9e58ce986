package io.wanderscope.diffusion;

/**
 * A motion that is none of the eight diffusion models, as tracks in cells and of beads often show. Lengths are in units of the
 * standard deviation along an axis of the displacement that free diffusion, in the faster state if there are two, makes from
 * one frame to the next. Times are in frames. All these motions are stationary, so that their age makes no difference.
 */
public sealed interface OtherMotion {
    /** The family to which the motion belongs. */
    MotionFamily family();

    /** No motion at all; only localisation noise displaces the recorded positions. Its unit of length is arbitrary. */
    record Immobile() implements OtherMotion {
        @Override
        public MotionFamily family() {
            return MotionFamily.IMMOBILE;
        }
    }

    /**
     * Diffusion in a harmonic potential, started in equilibrium.
     *
     * @param relaxationTime time in which the mean distance from the centre falls by a factor of e, above 0
     */
    record HarmonicTrap(double relaxationTime) implements OtherMotion {
        /**
         * Checks the range.
         *
         * @throws IllegalArgumentException if the value is out of its range
         */
        public HarmonicTrap {
            requirePositive("relaxationTime", relaxationTime);
        }

        @Override
        public MotionFamily family() {
            return MotionFamily.CONFINED;
        }
    }

    /**
     * Diffusion within a circular wall that reflects, started anywhere within it.
     *
     * @param radius radius of the wall, above 0
     */
    record ReflectingDisc(double radius) implements OtherMotion {
        /**
         * Checks the range.
         *
         * @throws IllegalArgumentException if the value is out of its range
         */
        public ReflectingDisc {
            requirePositive("radius", radius);
        }

        @Override
        public MotionFamily family() {
            return MotionFamily.CONFINED;
        }
    }

    /**
     * Diffusion with a drift of constant speed.
     *
     * @param speed drift per frame, above 0
     * @param turning angle by which its direction turns per frame, counter-clockwise, in radians; 0 for a straight drift
     */
    record Drift(double speed, double turning) implements OtherMotion {
        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException if a value is out of its range
         */
        public Drift {
            requirePositive("speed", speed);
            if (!Double.isFinite(turning)) {
                throw new IllegalArgumentException("turning must be finite, got " + turning);
            }
        }

        @Override
        public MotionFamily family() {
            return MotionFamily.DIRECTED;
        }
    }

    /**
     * Diffusion that switches between a faster and a slower state and stays in each for exponentially distributed times, started
     * in equilibrium. At least one switch falls between the first and the last frame: a track without one is Brownian or
     * immobile.
     *
     * @param slowDiffusivity diffusivity of the slower state as a share of that of the faster one, 0 (immobile) to below 1
     * @param fastDwell mean time in the faster state, above 0
     * @param slowDwell mean time in the slower state, above 0
     */
    record Switching(double slowDiffusivity, double fastDwell, double slowDwell) implements OtherMotion {
        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException if a value is out of its range
         */
        public Switching {
            if (!(slowDiffusivity >= 0 && slowDiffusivity < 1)) {
                throw new IllegalArgumentException(
                        "slowDiffusivity must be at least 0 and below 1, got " + slowDiffusivity);
            }
            requirePositive("fastDwell", fastDwell);
            requirePositive("slowDwell", slowDwell);
        }

        @Override
        public MotionFamily family() {
            return MotionFamily.SWITCHING;
        }
    }

    private static void requirePositive(String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be finite and above 0, got " + value);
        }
    }
}
