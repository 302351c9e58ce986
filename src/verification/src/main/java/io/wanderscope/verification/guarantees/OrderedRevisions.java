package io.wanderscope.verification.guarantees;

import io.wanderscope.schema.ResultStatus;
import io.wanderscope.streaming.LiveWhenBehind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A track's revisions are 1, 2, 3 and so on, in order, and nothing follows its final result. Where only the latest LIVE
 * result is wanted when the stream is behind, revisions may be missing, but not repeat or go back.
 */
record OrderedRevisions(LiveWhenBehind behind) implements Guarantee {
    @Override
    public String name() {
        return "ordered revisions";
    }

    @Override
    public List<String> violations(Truth truth, Observed observed) {
        List<String> violations = new ArrayList<>();
        Map<String, Integer> latest = new HashMap<>();
        Set<String> ended = new HashSet<>();
        for (ObservedResult result : observed.results()) {
            int before = latest.getOrDefault(result.key(), 0);
            if (!mayFollow(before, result.revision())) {
                violations.add("track " + result.key() + " has revision " + result.revision() + " after " + before);
            }
            if (ended.contains(result.key())) {
                violations.add(
                        "track " + result.key() + " has revision " + result.revision() + " after its final result");
            }
            latest.put(result.key(), result.revision());
            if (result.status() == ResultStatus.FINAL) {
                ended.add(result.key());
            }
        }
        return violations;
    }

    private boolean mayFollow(int before, int revision) {
        return behind == LiveWhenBehind.ALL ? revision == before + 1 : revision > before;
    }
}
