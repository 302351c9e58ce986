package io.wanderscope.dashboard.http;

import io.wanderscope.dashboard.protocol.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpStatus;

/** Reports whether the program is alive, and whether it is doing its work. */
final class Health {
    static final String LIVE = "/health/live";
    static final String READY = "/health/ready";

    private Health() {}

    /**
     * The two endpoints.
     *
     * @param dead the thread that has died although it must run, and of what; empty when none has
     * @param notReady the reason why the program is not doing its work; empty when it is
     */
    static Map<String, Endpoint> endpoints(Supplier<Optional<String>> dead, Supplier<Optional<String>> notReady) {
        return Map.of(
                LIVE, (rest, query) -> answer(dead.get()),
                READY, (rest, query) -> answer(notReady.get()));
    }

    private static Answer answer(Optional<String> problem) {
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("status", problem.isEmpty() ? "up" : "down");
        problem.ifPresent(reason -> answer.put("detail", reason));
        return Answer.text(
                problem.isEmpty() ? HttpStatus.OK_200 : HttpStatus.SERVICE_UNAVAILABLE_503,
                "application/json",
                Json.text(answer));
    }
}
