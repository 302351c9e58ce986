package io.wanderscope.dashboard.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpStatus;

/** The OpenAPI description of the HTTP interface. */
final class OpenApi {
    private static final String RESOURCE = "/io/wanderscope/dashboard/openapi.json";

    private OpenApi() {}

    static Answer answer() {
        return Answer.text(HttpStatus.OK_200, "application/json", text());
    }

    static String text() {
        try (InputStream resource = OpenApi.class.getResourceAsStream(RESOURCE)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
