package io.wanderscope.dashboard.http;

import io.wanderscope.dashboard.HttpSettings;
import io.wanderscope.dashboard.http.Refusals.Reason;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Gives each request a place, or refuses it when all are taken. Health and metrics have places of their own, so that they answer
 * whatever the page's clients do.
 */
final class Reception extends Handler.Wrapper {
    /** Requests that are answered at once, besides the WebSockets. */
    static final int PAGE_REQUESTS = 200;
    /** Requests for metrics that are answered at once; monitoring needs one or two. */
    static final int METRICS_REQUESTS = 32;

    private final Connections connections;
    private final Refusals refusals;
    private final Allowance page;
    /** Without a limit: the answer is so short that it never waits for its reader. */
    private final Allowance health = new Allowance(Long.MAX_VALUE, Long.MAX_VALUE);

    private final Allowance metrics = new Allowance(METRICS_REQUESTS, METRICS_REQUESTS / 2);

    Reception(HttpSettings settings, Connections connections, Refusals refusals, Handler next) {
        super(next);
        this.connections = connections;
        this.refusals = refusals;
        this.page = new Allowance(settings.maxBrowsers() + PAGE_REQUESTS, settings.connectionsPerAddress());
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (connections.beginAnswer(request, places(Endpoints.path(request)))) {
            return super.handle(request, response, callback);
        }
        refusals.count(Reason.CONNECTIONS);
        Answer.problem(
                        HttpStatus.SERVICE_UNAVAILABLE_503,
                        "this server answers as many requests at once as it may, of all addresses or of yours; "
                                + HttpSettings.CONNECTIONS_PER_ADDRESS + " and " + HttpSettings.MAX_BROWSERS
                                + " set how many")
                .with(HttpHeader.CONNECTION, "close")
                .send(response, callback);
        return true;
    }

    private Allowance places(String path) {
        return switch (path) {
            case Health.LIVE, Health.READY -> health;
            case Operations.METRICS -> metrics;
            default -> page;
        };
    }
}
