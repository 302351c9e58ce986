package io.wanderscope.dashboard.http;

import io.wanderscope.dashboard.protocol.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingNestedCallback;

/**
 * The answer to a request.
 *
 * @param status the HTTP status code
 * @param headers in addition to those that every answer has
 * @param body the content
 */
@SuppressWarnings("ArrayRecordComponent") // written once, never compared
record Answer(int status, Map<HttpHeader, String> headers, byte[] body) {
    /** An answer leaves in slices of this size, so that it shows how far it was read, and no copy of all of it is made. */
    static final int SLICE_BYTES = 65_536;

    private static final String NEVER_STORE = "no-store";

    static Answer json(Object value) {
        return of(HttpStatus.OK_200, "application/json", NEVER_STORE, Json.bytes(value));
    }

    static Answer text(int status, String contentType, String text) {
        return of(status, contentType, NEVER_STORE, text.getBytes(StandardCharsets.UTF_8));
    }

    static Answer problem(int status, String detail) {
        return problem(status, detail, Map.of());
    }

    /** A problem with members of its own, which must not be those that every problem has. */
    static Answer problem(int status, String detail, Map<String, Object> more) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("title", HttpStatus.getMessage(status));
        problem.put("status", status);
        problem.put("detail", detail);
        problem.putAll(more);
        return of(status, "application/problem+json", NEVER_STORE, Json.bytes(problem));
    }

    private static Answer of(int status, String contentType, String cacheControl, byte[] body) {
        return new Answer(
                status, Map.of(HttpHeader.CONTENT_TYPE, contentType, HttpHeader.CACHE_CONTROL, cacheControl), body);
    }

    /** The same answer with one more header. */
    Answer with(HttpHeader header, String value) {
        Map<HttpHeader, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, body);
    }

    void send(Response response, Callback callback) {
        response.setStatus(status);
        SecurityHeaders.addTo(response.getHeaders());
        headers.forEach((header, value) -> response.getHeaders().put(header, value));
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        new Slices(response, callback).iterate();
    }

    /** Writes the body, the next slice once the one before has left. */
    private final class Slices extends IteratingNestedCallback {
        private final Response response;
        private int written;
        private boolean isLast;

        Slices(Response response, Callback callback) {
            super(callback);
            this.response = response;
        }

        @Override
        protected Action process() {
            if (isLast) {
                return Action.SUCCEEDED;
            }
            int length = Math.min(SLICE_BYTES, body.length - written);
            ByteBuffer slice = ByteBuffer.wrap(body, written, length);
            written += length;
            isLast = written == body.length;
            response.write(isLast, slice, this);
            return Action.SCHEDULED;
        }
    }
}
