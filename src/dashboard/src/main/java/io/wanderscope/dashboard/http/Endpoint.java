package io.wanderscope.dashboard.http;

import org.eclipse.jetty.util.Fields;

/** Answers requests whose paths begin with the endpoint's own. */
@FunctionalInterface
interface Endpoint {
    /**
     * Answers a request.
     *
     * @param rest the path after the endpoint's own, still percent-encoded; empty if nothing follows
     * @param query the request's parameters
     * @throws ProblemException when the request cannot be answered
     */
    Answer answer(String rest, Fields query) throws ProblemException;
}
