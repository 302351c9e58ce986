package io.wanderscope.dashboard.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.wanderscope.dashboard.IngestSettings;
import io.wanderscope.dashboard.http.Refusals.Reason;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;

/**
 * Receives the bodies of a server's requests within limits that they share, and answers those that do not arrive. What to do with the
 * others takes time, so it has threads of its own.
 */
final class Bodies {
    private static final Duration RETRY_WHEN_FULL = Duration.ofSeconds(1);
    private static final Duration RETRY_WHEN_STOPPING = Duration.ofSeconds(5);

    private final Executor threads;
    private final Connections connections;
    private final Refusals refusals;
    private final Allowance bytes;

    Bodies(
            IngestSettings settings,
            Executor threads,
            Connections connections,
            Refusals refusals,
            MeterRegistry metrics) {
        this.threads = threads;
        this.connections = connections;
        this.refusals = refusals;
        this.bytes = new Allowance(settings.heldBytes(), settings.heldBytes() / 2);
        Gauge.builder("wanderscope.ingest.held", bytes, Allowance::held)
                .description("Size of the bodies of requests that are not answered yet")
                .baseUnit(BaseUnits.BYTES)
                .register(metrics);
    }

    /**
     * Receives a body, and answers its request.
     *
     * @param limit of its size
     * @param what it consists of, such as "rows", for those who read the answer
     * @param answer the answer to a body that is here; called on another thread
     */
    void receive(Request request, Reply reply, BodyLimit limit, String what, Function<RequestBody, Answer> answer) {
        body(request, limit, (body, end) -> {
                    switch (end) {
                        case COMPLETE -> answerSoon(body, answer, reply);
                        case TOO_LARGE -> reply.send(tooLarge(limit));
                        case NO_ROOM -> {
                            refusals.count(Reason.ROWS);
                            reply.send(full(what));
                        }
                        case LATE -> reply.send(late(what));
                        case DISCARDED, BROKEN -> reply.send(broken(what));
                    }
                })
                .receive();
    }

    /** Reads a body that is of no use, and then sends the answer. */
    void refuse(Answer refusal, Request request, Reply reply, BodyLimit limit) {
        body(request, limit, (body, end) -> reply.send(refusal)).discard();
    }

    private RequestBody body(Request request, BodyLimit limit, BiConsumer<RequestBody, RequestBody.End> ended) {
        RequestBody received = new RequestBody(request, limit.bytes(), bytes, (body, end) -> {
            connections.endBody(request);
            ended.accept(body, end);
        });
        connections.beginBody(request, received::late);
        return received;
    }

    private void answerSoon(RequestBody body, Function<RequestBody, Answer> answer, Reply reply) {
        try {
            threads.execute(() -> answerNow(body, answer, reply));
        } catch (RejectedExecutionException e) {
            reply.send(stopping());
        }
    }

    /** Whatever happens, the request ends, and gives back what its body takes. */
    private static void answerNow(RequestBody body, Function<RequestBody, Answer> answer, Reply reply) {
        try {
            reply.send(answer.apply(body));
        } catch (RuntimeException | Error e) {
            reply.fail(e);
            throw e;
        }
    }

    /** The answer when the server is stopping. */
    static Answer stopping() {
        return ProblemException.passing(
                        HttpStatus.SERVICE_UNAVAILABLE_503,
                        "the server is stopping; send the request again: what was published of it already counts once",
                        RETRY_WHEN_STOPPING)
                .answer();
    }

    private static Answer tooLarge(BodyLimit limit) {
        return Answer.problem(
                HttpStatus.PAYLOAD_TOO_LARGE_413,
                "the request has more than " + limit.bytes() + " bytes, " + limit.reason()
                        + ". Nothing of it was taken in");
    }

    private static Answer full(String what) {
        return ProblemException.passing(
                        HttpStatus.TOO_MANY_REQUESTS_429,
                        "as many " + what + " as may be wait already, of all clients or of your address; nothing of"
                                + " this request was taken in",
                        RETRY_WHEN_FULL)
                .answer();
    }

    /** Jetty does not tell a body that breaks off from one whose chunks have no valid size. */
    private static Answer broken(String what) {
        return Answer.problem(
                HttpStatus.BAD_REQUEST_400,
                "the body ends before it is complete, or its chunks are not those of HTTP; none of the " + what
                        + " were taken in");
    }

    private static Answer late(String what) {
        return Answer.problem(
                HttpStatus.REQUEST_TIMEOUT_408,
                "the " + what + " arrived too slowly, and nothing of this request was taken in; send those that are"
                        + " there in one request, and later ones in the next");
    }
}
