package io.wanderscope.dashboard.http;

import io.wanderscope.streaming.UncaughtErrors;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Routes each request to the endpoint with its exact path, or else the longest that is a prefix ending in a slash. */
final class Endpoints extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(Endpoints.class);

    private final Map<String, Endpoint> endpoints;

    Endpoints(Map<String, Endpoint> endpoints) {
        this.endpoints = Map.copyOf(endpoints);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        answer(request).send(response, callback);
        return true;
    }

    /** The answer to a request, which is a problem when there is no other. */
    Answer answer(Request request) {
        String path = path(request);
        try {
            return answer(path, request);
        } catch (ProblemException e) {
            return e.answer();
        } catch (RuntimeException e) {
            LOG.warn("event=request_failed path={}", path, e);
            return Answer.problem(
                    HttpStatus.INTERNAL_SERVER_ERROR_500, "something went wrong; the server's log has the details");
        } catch (Error e) {
            // Jetty would only log it.
            UncaughtErrors.report(e);
            throw e;
        }
    }

    private Answer answer(String path, Request request) throws ProblemException {
        for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 2) + 1) {
            Endpoint endpoint = endpoints.get(path.substring(0, end));
            if (endpoint != null) {
                return endpoint.answer(path.substring(end), query(request));
            }
        }
        throw ProblemException.notFound("there is nothing at " + path);
    }

    /**
     * The path exactly as it was sent. Every decision by path uses this one and never resolves equivalent spellings, so
     * no spelling can pass one check and then reach what another check guards.
     */
    static String path(Request request) {
        return request.getHttpURI().getPath();
    }

    /** The parameters of a request. */
    static Fields query(Request request) throws ProblemException {
        try {
            return Request.extractQueryParameters(request);
        } catch (RuntimeException e) {
            // Jetty throws different exceptions for a bad digit and for invalid UTF-8.
            throw ProblemException.badRequest(
                    "the query \"" + request.getHttpURI().getQuery() + "\" is not percent-encoded UTF-8");
        }
    }
}
