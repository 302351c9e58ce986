package io.wanderscope.dashboard.http;

import org.eclipse.jetty.util.Fields;

/** Answers requests to the paths that begin with its own. */
@FunctionalInterface
interface Endpoint {
    /**
     * Answers a request.
     *
     * @param rest of the path after the endpoint's own, still percent-encoded; empty where nothing follows
     * @param query its parameters
     * @throws ProblemException when it cannot be answered
     */
    Answer answer(String rest, Fields query) throws ProblemException;
}
