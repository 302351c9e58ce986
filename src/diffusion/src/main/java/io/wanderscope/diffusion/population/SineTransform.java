package io.wanderscope.diffusion.population;

/**
 * The discrete sine transform that makes the displacements of a Brownian particle independent, whatever noise and blur are. Where only
 * neighbours are correlated, with the variance v and the covariance c, the component at the frequency θ = π k / (n + 1)
 * has the variance {@code v + 2 c cos θ}. The components are grouped into the lower third of the frequencies, rounded up,
 * and the others.
 */
final class SineTransform {
    /** Most displacements of a segment. */
    static final int LONGEST = 10;

    private static final double[][][] BASES = new double[LONGEST + 1][][];
    private static final double[] LOWER_COSINES = new double[LONGEST + 1];
    private static final double[] UPPER_COSINES = new double[LONGEST + 1];

    static {
        for (int length = 1; length <= LONGEST; length++) {
            BASES[length] = basis(length);
            LOWER_COSINES[length] = meanCosine(length, 0, lower(length));
            UPPER_COSINES[length] = meanCosine(length, lower(length), length);
        }
    }

    private SineTransform() {}

    private static double[][] basis(int length) {
        double[][] basis = new double[length][length];
        for (int component = 0; component < length; component++) {
            for (int place = 0; place < length; place++) {
                basis[component][place] =
                        Math.sqrt(2.0 / (length + 1)) * Math.sin(frequency(length, component) * (place + 1));
            }
        }
        return basis;
    }

    private static double frequency(int length, int component) {
        return Math.PI * (component + 1) / (length + 1);
    }

    private static double meanCosine(int length, int from, int to) {
        double sum = 0;
        for (int component = from; component < to; component++) {
            sum += Math.cos(frequency(length, component));
        }
        return from == to ? 0 : sum / (to - from);
    }

    /** Number of components in the lower third, of {@code length} displacements. */
    static int lower(int length) {
        return (length + 2) / 3;
    }

    /** Number of components above the lower third; 0 of a single displacement. */
    static int upper(int length) {
        return length - lower(length);
    }

    /** Mean of cos θ over the lower third. */
    static double lowerCosine(int length) {
        return LOWER_COSINES[length];
    }

    /** Mean of cos θ above the lower third. */
    static double upperCosine(int length) {
        return UPPER_COSINES[length];
    }

    /** Sum of squares of the components of the lower third, along one axis. */
    static double lowerEnergy(double[] displacements, int length) {
        return energy(displacements, length, 0, lower(length));
    }

    /** Sum of squares of the components above the lower third, along one axis. */
    static double upperEnergy(double[] displacements, int length) {
        return energy(displacements, length, lower(length), length);
    }

    private static double energy(double[] displacements, int length, int from, int to) {
        double sum = 0;
        for (int component = from; component < to; component++) {
            double amplitude = 0;
            for (int place = 0; place < length; place++) {
                amplitude += BASES[length][component][place] * displacements[place];
            }
            sum += amplitude * amplitude;
        }
        return sum;
    }
}
