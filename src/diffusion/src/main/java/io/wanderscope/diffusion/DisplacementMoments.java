package io.wanderscope.diffusion;

/**
 * Second moments of a track's displacements from one frame to the next. A displacement counts if both frames were observed,
 * and two displacements are neighbours if they share a frame, so that no point that was filled in counts.
 *
 * @param displacements number of displacements
 * @param pairs number of pairs of neighbours
 * @param triples number of three displacements in a row
 * @param variance mean square along an axis, over both axes; NaN without a displacement
 * @param covariance mean product of two neighbours along an axis, over both axes; NaN without a pair
 */
record DisplacementMoments(int displacements, int pairs, int triples, double variance, double covariance) {
    private static final int AXES = 2;

    static DisplacementMoments of(ObservedTrajectory track) {
        Trajectory path = track.trajectory();
        int displacements = 0;
        int pairs = 0;
        int triples = 0;
        double squares = 0;
        double products = 0;
        int run = 0;
        double lastX = 0;
        double lastY = 0;
        for (int point = 1; point < track.size(); point++) {
            if (!track.isObserved(point) || !track.isObserved(point - 1)) {
                run = 0;
                continue;
            }
            double x = path.x(point) - path.x(point - 1);
            double y = path.y(point) - path.y(point - 1);
            run++;
            displacements++;
            squares += x * x + y * y;
            if (run >= 2) {
                pairs++;
                products += x * lastX + y * lastY;
            }
            if (run >= 3) {
                triples++;
            }
            lastX = x;
            lastY = y;
        }
        return new DisplacementMoments(
                displacements, pairs, triples, squares / (AXES * displacements), products / (AXES * pairs));
    }

    /** The same moments, of which the covariance is known otherwise. */
    DisplacementMoments withCovariance(double known) {
        return with(variance, known);
    }

    /** Other moments of as many displacements, pairs and triples. */
    DisplacementMoments with(double otherVariance, double otherCovariance) {
        return new DisplacementMoments(displacements, pairs, triples, otherVariance, otherCovariance);
    }

    /**
     * A linear combination of the variance and the covariance.
     *
     * @param ofCovariance coefficient of the covariance; 0 if there is no pair
     */
    double combination(double ofVariance, double ofCovariance) {
        return ofVariance * variance + (ofCovariance == 0 ? 0 : ofCovariance * covariance);
    }

    /**
     * The standard deviation of a linear combination of the measured moments, for Gaussian displacements that are correlated
     * with their neighbours only: those of Brownian motion seen with localisation noise and motion blur. It is exact for any
     * pattern of missing frames if these moments are the true ones. With all frames of a long track it becomes the expression
     * of Vestergaard, Blainey and Flyvbjerg, whose {@code ε} is {@code −2 covariance / (variance + 2 covariance)}.
     *
     * @param ofVariance coefficient of the variance
     * @param ofCovariance coefficient of the covariance; 0 if there is no pair
     */
    double deviation(double ofVariance, double ofCovariance) {
        double n = displacements;
        double m = pairs;
        double a = variance * variance;
        double b = covariance * covariance;
        double sum = square(ofVariance / n) * (2 * n * a + 4 * m * b);
        if (ofCovariance != 0) {
            sum += square(ofCovariance / m) * (m * (a + b) + 2 * triples * b);
            sum += 8 * ofVariance * ofCovariance * variance * covariance / n;
        }
        return Math.sqrt(sum / AXES);
    }

    private static double square(double number) {
        return number * number;
    }
}
