package io.wanderscope.app.terminal;

/** Numbers with their noun, as people write them. */
public final class Counted {
    private Counted() {}

    /** Such as {@code 1 track} and {@code 2 tracks}. */
    public static String of(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
