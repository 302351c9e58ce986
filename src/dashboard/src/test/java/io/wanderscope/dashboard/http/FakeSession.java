package io.wanderscope.dashboard.http;

import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/** A connection whose browser reads what it is sent when the test says so. */
final class FakeSession {
    private final List<String> sent = new ArrayList<>();
    private final Deque<Callback> unread = new ArrayDeque<>();
    private boolean disconnected;
    private boolean closed;

    Session session() {
        return (Session) Proxy.newProxyInstance(
                Session.class.getClassLoader(), new Class<?>[] {Session.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "sendText" -> {
                            sent.add((String) arguments[0]);
                            unread.add((Callback) arguments[1]);
                        }
                        case "disconnect" -> disconnected = true;
                        case "close" -> closed = true;
                        default -> throw new UnsupportedOperationException(method.getName());
                    }
                    return null;
                });
    }

    /** Reads everything that was sent. */
    void read() {
        while (!unread.isEmpty()) {
            unread.poll().succeed();
        }
    }

    List<String> sent() {
        return sent;
    }

    /** The messages of one type. */
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
