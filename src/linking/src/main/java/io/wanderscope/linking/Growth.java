package io.wanderscope.linking;

/** How arrays grow that are reused: by half, so that they do so seldom. */
final class Growth {
    private Growth() {}

    static int grown(int needed) {
        return needed + needed / 2;
    }
}
