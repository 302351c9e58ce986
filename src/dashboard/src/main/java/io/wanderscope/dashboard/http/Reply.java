package io.wanderscope.dashboard.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What becomes of a request that brings rows or an image: one answer, which is counted by its status, or none. */
record Reply(Response response, Callback callback, MeterRegistry metrics) {
    void send(Answer answer) {
        Counter.builder("wanderscope.ingest.requests")
                .description("Requests that bring rows or images, by the status of the answer")
                .tag("status", Integer.toString(answer.status()))
                .register(metrics)
                .increment();
        answer.send(response, callback);
    }

    void fail(Throwable failure) {
        callback.failed(failure);
    }
}
