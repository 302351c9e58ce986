package io.wanderscope.trainer.data;

/** Derives independent seeds from one seed. */
public final class Seeds {
    private Seeds() {}

    /** Derives the seed for a numbered use, with the finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). */
    public static long derive(long seed, long use) {
        long mixed = seed + 0x9E3779B97F4A7C15L * (use + 1);
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
