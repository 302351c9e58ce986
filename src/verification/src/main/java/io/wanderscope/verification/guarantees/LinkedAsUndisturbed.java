package io.wanderscope.verification.guarantees;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The tracks are those of the linker when it is given whole frames in their order without any fault, with the same names, and
 * each position and end-of-track mark is written once.
 *
 * @param written everything on the positions topic
 */
public record LinkedAsUndisturbed(List<LinkedPosition> written) implements Guarantee {
    /** Copies the list. */
    public LinkedAsUndisturbed {
        written = List.copyOf(written);
    }

    @Override
    public String name() {
        return "same tracks";
    }

    @Override
    public List<String> violations(Truth truth, Observed observed) {
        List<String> violations = new ArrayList<>();
        Set<LinkedPosition> missing = new HashSet<>(truth.linked());
        Set<LinkedPosition> seen = new HashSet<>();
        for (LinkedPosition position : written) {
            missing.remove(position);
            if (!seen.add(position)) {
                violations.add("written more than once: " + position);
            } else if (!truth.linked().contains(position)) {
                violations.add("not a position of an undisturbed pass: " + position);
            }
        }
        missing.forEach(position -> violations.add("not written: " + position));
        return violations;
    }
}
