package io.wanderscope.dashboard.http;

import io.wanderscope.dashboard.HttpSettings;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;
import org.jspecify.annotations.Nullable;

/** The WebSocket: upgrades requests at its path, as long as not too many browsers are connected. */
final class LiveSocket {
    static final String PATH = "/api/live";
    /** 16 bytes in base64. */
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{21}[AQgw]==");

    private static final long MAX_MESSAGE_BYTES = 4_096;

    private final Broadcaster broadcaster;
    private final HttpSettings settings;

    LiveSocket(Broadcaster broadcaster, HttpSettings settings) {
        this.broadcaster = broadcaster;
        this.settings = settings;
    }

    /** Upgrades requests at the socket's path; all others go to the next handler. */
    Handler upgrading(Server server, Duration idleTimeout, Handler next) {
        WebSocketUpgradeHandler upgrading = WebSocketUpgradeHandler.from(server, container -> {
            container.setMaxTextMessageSize(MAX_MESSAGE_BYTES);
            container.setMaxBinaryMessageSize(MAX_MESSAGE_BYTES);
            container.setIdleTimeout(idleTimeout);
            container.addMapping(PATH, this::subscriber);
        });
        upgrading.setHandler(next);
        return new Handler.Wrapper(upgrading) {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                // Jetty alone would also upgrade other spellings of the path.
                boolean isLive = Endpoints.path(request).equals(PATH);
                return (isLive ? upgrading : next).handle(request, response, callback);
            }
        };
    }

    /** Null when the request was answered with a refusal. */
    private @Nullable Object subscriber(
            ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback) {
        String key = request.getHeaders().get(HttpHeader.SEC_WEBSOCKET_KEY);
        if (key == null || !KEY.matcher(key).matches()) {
            Answer.problem(HttpStatus.BAD_REQUEST_400, "Sec-WebSocket-Key must be 16 bytes in base64")
                    .send(response, callback);
            return null;
        }
        if (isFull()) {
            tooManyBrowsers().send(response, callback);
            return null;
        }
        // Compressing for each browser separately would cost more than it saves on the network.
        response.setExtensions(List.of());
        SecurityHeaders.addTo(response.getHeaders());
        return new Subscriber(broadcaster);
    }

    /**
     * Answers a request without an upgrade. A browser does not learn why its WebSocket was refused; the page asks the
     * same address to find out.
     */
    Answer answerWithoutUpgrade() {
        return isFull() ? tooManyBrowsers() : Answer.problem(HttpStatus.UPGRADE_REQUIRED_426, PATH + " is a WebSocket");
    }

    private boolean isFull() {
        return broadcaster.count() >= settings.maxBrowsers();
    }

    private Answer tooManyBrowsers() {
        return Answer.problem(
                HttpStatus.SERVICE_UNAVAILABLE_503,
                settings.maxBrowsers() + " browsers are connected, which is the maximum; " + HttpSettings.MAX_BROWSERS
                        + " sets it");
    }
}
