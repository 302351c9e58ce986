package io.wanderscope.dashboard.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;

/** The files of the page, all in memory. */
final class Page {
    /** Every file of the folder {@code page} among the resources; a test compares. */
    static final List<String> FILES = List.of(
            "index.html",
            "style.css",
            "icon.svg",
            "colours.js",
            "composition.js",
            "connection.js",
            "csv.js",
            "detail.js",
            "elements.js",
            "ended.js",
            "field.js",
            "legend.js",
            "main.js",
            "markers.js",
            "paths.js",
            "picture.js",
            "trajectories.js",
            "view.js");

    private static final String FOLDER = "/io/wanderscope/dashboard/page/";
    private static final Map<String, String> CONTENT_TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private Page() {}

    /** An endpoint for each file: {@code /} for the page itself, {@code /page/NAME} for the others. */
    static Map<String, Endpoint> endpoints() {
        Map<String, Endpoint> endpoints = new HashMap<>();
        for (String file : FILES) {
            Answer answer = answer(file);
            String path = file.equals("index.html") ? "/" : "/page/" + file;
            endpoints.put(path, (rest, query) -> {
                if (!rest.isEmpty()) {
                    throw ProblemException.notFound("there is nothing at " + path + rest);
                }
                return answer;
            });
        }
        return endpoints;
    }

    private static Answer answer(String file) {
        String contentType = CONTENT_TYPES.get(file.substring(file.lastIndexOf('.') + 1));
        return new Answer(
                HttpStatus.OK_200,
                Map.of(HttpHeader.CONTENT_TYPE, contentType, HttpHeader.CACHE_CONTROL, "no-cache"),
                bytes(file));
    }

    private static byte[] bytes(String file) {
        try (InputStream resource = Page.class.getResourceAsStream(FOLDER + file)) {
            if (resource == null) {
                throw new IllegalStateException("the program was built without its page " + file);
            }
            return resource.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
