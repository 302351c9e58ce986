package io.wanderscope.dashboard;

/**
 * How well localisations were linked, in links: pairs of successive localisations of one particle, or of one track. A link
 * of a track is correct if both its ends are of the same particle, which was not found in between.
 *
 * @param known links of the particles
 * @param made links of the tracks
 * @param correct links of the tracks that are links of the particles
 */
public record LinkingQuality(long known, long made, long correct) {
    /** The share of the links made that are correct, 0 to 1; 1 if none was made. */
    public double precision() {
        return made == 0 ? 1 : (double) correct / made;
    }

    /** The share of the known links that were made, 0 to 1; 1 if there are none. */
    public double recall() {
        return known == 0 ? 1 : (double) correct / known;
    }

    /** The harmonic mean of precision and recall, 0 to 1; 1 if there is nothing to link. */
    public double f1() {
        return known + made == 0 ? 1 : 2.0 * correct / (known + made);
    }
}
