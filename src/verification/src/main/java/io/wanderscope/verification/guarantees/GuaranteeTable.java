package io.wanderscope.verification.guarantees;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How often each guarantee was broken, as a table. */
public final class GuaranteeTable {
    private static final int SHOWN_VIOLATIONS = 5;

    private final Map<String, List<String>> violations = new LinkedHashMap<>();

    /** Checks the guarantees. */
    public GuaranteeTable(List<Guarantee> guarantees, Truth truth, Observed observed) {
        guarantees.forEach(guarantee -> violations.put(guarantee.name(), guarantee.violations(truth, observed)));
    }

    /** Whether every guarantee was kept. */
    public boolean isKept() {
        return violations.values().stream().allMatch(List::isEmpty);
    }

    /** A line for each guarantee, and the first violations of those that were broken. */
    @Override
    public String toString() {
        StringBuilder table = new StringBuilder();
        violations.forEach((guarantee, found) -> {
            table.append(String.format(
                    Locale.ROOT, "%-20s %s%n", guarantee, found.isEmpty() ? "kept" : found.size() + " violations"));
            found.stream()
                    .limit(SHOWN_VIOLATIONS)
                    .forEach(each -> table.append(String.format(Locale.ROOT, "    %s%n", each)));
        });
        return table.toString().stripTrailing();
    }
}
