package io.wanderscope.dashboard.http;

import java.util.HashMap;
import java.util.Map;

/**
 * An amount that the clients of all addresses share, of which those of one address may hold a part only, so that some is left for
 * the others. Who holds nothing may take more than the part, and when nobody holds anything even more than all. Thread-safe.
 */
final class Allowance {
    private final long total;
    private final long perAddress;
    private final Map<ClientAddress, Long> held = new HashMap<>();
    private long allHeld;

    /**
     * An allowance of which nothing is taken.
     *
     * @param total maximum of all addresses together
     * @param perAddress maximum of one address
     */
    Allowance(long total, long perAddress) {
        this.total = total;
        this.perAddress = perAddress;
    }

    /** Takes an amount, all of it or, where there is no room for it, nothing. */
    synchronized boolean take(ClientAddress address, long amount) {
        long own = held.getOrDefault(address, 0L);
        boolean fits = (own == 0 || own + amount <= perAddress) && (allHeld == 0 || allHeld + amount <= total);
        if (fits) {
            add(address, amount);
        }
        return fits;
    }

    /** Gives back what was taken. */
    synchronized void giveBack(ClientAddress address, long amount) {
        add(address, -amount);
    }

    private void add(ClientAddress address, long amount) {
        allHeld += amount;
        held.merge(address, amount, (before, change) -> before + change == 0 ? null : before + change);
    }

    /** What all addresses hold together. */
    synchronized long held() {
        return allHeld;
    }
}
