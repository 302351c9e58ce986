package io.wanderscope.dashboard.http;

import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds who answers a request: an exact path, or the longest one that ends in a slash and begins the request's. */
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

    private Answer answer(Request request) {
        String path = path(request);
        try {
            return answer(path, request);
        } catch (ProblemException e) {
            return e.answer();
        } catch (RuntimeException e) {
            LOG.warn("event=request_failed path={}", path, e);
            return Answer.problem(HttpStatus.INTERNAL_SERVER_ERROR_500, "the server's log says what went wrong");
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
     * The path as it was sent. All who decide by the path take this one: two that mean the same are not the same here,
     * so that none gets past one of them as another.
     */
    static String path(Request request) {
        return request.getHttpURI().getPath();
    }

    /** The parameters of a request. */
    static Fields query(Request request) throws ProblemException {
        try {
            return Request.extractQueryParameters(request);
        } catch (RuntimeException e) {
            // Jetty throws one kind for a wrong digit and another for what is no UTF-8.
            throw ProblemException.badRequest(
                    "the query \"" + request.getHttpURI().getQuery() + "\" is not percent-encoded UTF-8");
        }
    }
}
