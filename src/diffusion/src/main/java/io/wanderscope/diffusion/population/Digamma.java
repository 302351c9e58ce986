package io.wanderscope.diffusion.population;

/** The logarithmic derivative of the gamma function. */
final class Digamma {
    /** From here on the series has an error below 1e−11. */
    private static final double ASYMPTOTIC = 8;

    private Digamma() {}

    /** Of a positive number, by recurrence and the asymptotic series: Abramowitz and Stegun 6.3.5 and 6.3.18. */
    static double of(double number) {
        double shifted = number;
        double sum = 0;
        while (shifted < ASYMPTOTIC) {
            sum -= 1 / shifted;
            shifted++;
        }
        double square = 1 / (shifted * shifted);
        return sum
                + Math.log(shifted)
                - 1 / (2 * shifted)
                - square * (1.0 / 12 - square * (1.0 / 120 - square * (1.0 / 252 - square / 240)));
    }
}
