package io.wanderscope.dashboard.http;

import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/** A connection whose browser takes what it is sent when the test says so. */
final class FakeSession {
    private final List<String> sent = new ArrayList<>();
    private final Deque<Callback> untaken = new ArrayDeque<>();
    private boolean disconnected;
    private boolean closed;

    Session session() {
        return (Session) Proxy.newProxyInstance(
                Session.class.getClassLoader(), new Class<?>[] {Session.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "sendText" -> {
                            sent.add((String) arguments[0]);
                            untaken.add((Callback) arguments[1]);
                        }
                        case "disconnect" -> disconnected = true;
                        case "close" -> closed = true;
                        default -> throw new UnsupportedOperationException(method.getName());
                    }
                    return null;
                });
    }

    /** Takes all that was sent. */
    void take() {
        while (!untaken.isEmpty()) {
            untaken.poll().succeed();
        }
    }

    List<String> sent() {
        return sent;
    }

    /** Those among the messages that are of one type. */
    List<String> sent(String type) {
        return sent.stream()
                .filter(message -> message.startsWith("{\"type\":\"" + type + "\""))
                .toList();
    }

    boolean isDisconnected() {
        return disconnected;
    }

    boolean isClosed() {
        return closed;
    }
}
