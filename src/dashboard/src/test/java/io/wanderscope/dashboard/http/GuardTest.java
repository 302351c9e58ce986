package io.wanderscope.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardTest {
    private final RunningServer server = RunningServer.open();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aForeignHostNameIsRefused() throws Exception {
        // When
        String response = server.raw("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");

        // Then
        assertThat(response).startsWith("HTTP/1.1 421").contains("evil.example");
    }

    @Test
    void aPageOfAnotherSiteIsRefused() throws Exception {
        // When
        HttpResponse<String> response = server.get("/api/acquisitions", "Origin", "http://evil.example");

        // Then
        assertThat(response.statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "https://scope.example, 200",
        "https://SCOPE.example:8443, 200",
        "https://other.example, 403",
        "null, 403"
    })
    void behindAProxyThePageMayHaveAConfiguredName(String origin, int expected) throws Exception {
        try (RunningServer proxied = RunningServer.behindProxy("Scope.Example")) {
            // When
            HttpResponse<String> response = proxied.get("/api/acquisitions", "Origin", origin);

            // Then
            assertThat(response.statusCode()).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/live",
                "/health/../api/live",
                "/health/%2e%2e/api/live",
                "/health/..;/api/live",
                "/health/./live/../../api/live",
                "/metrics/../api/live",
                "//api/live"
            })
    void noPathLeadsToTheWebSocketWithoutTheToken(String path) throws Exception {
        try (RunningServer guarded = RunningServer.withToken()) {
            // When
            String status = guarded.upgrade(path);

            // Then
            assertThat(status).startsWith("HTTP/1.1 401");
        }
    }

    @Test
    void withATokenNothingButHealthAndMetricsIsOpen() throws Exception {
        try (RunningServer guarded = RunningServer.withToken()) {
            // When
            List<Integer> statuses = Stream.of(
                            "/", "/page/main.js", "/api/acquisitions", "/health/x", "/health/ready", "/metrics")
                    .map(path -> status(guarded, path))
                    .toList();

            // Then
            assertThat(statuses).containsExactly(401, 401, 401, 401, 200, 200);
        }
    }

    @Test
    void theTokenIsReadFromTheHeaderOrOnceFromTheAddress() throws Exception {
        try (RunningServer guarded = RunningServer.withToken()) {
            // When
            HttpResponse<String> header =
                    guarded.get("/api/acquisitions", "Authorization", "Bearer " + RunningServer.TOKEN);
            HttpResponse<String> wrong = guarded.get("/api/acquisitions", "Authorization", "Bearer wrong");
            HttpResponse<String> address = guarded.get("/?token=" + RunningServer.TOKEN);
            String cookie = address.headers().firstValue("Set-Cookie").orElseThrow();
            HttpResponse<String> after =
                    guarded.get("/api/acquisitions", "Cookie", cookie.substring(0, cookie.indexOf(";")));

            // Then
            assertThat(guarded.address()).isEqualTo(guarded.location() + "?token=" + RunningServer.TOKEN);
            assertThat(header.statusCode()).isEqualTo(200);
            assertThat(wrong.statusCode()).isEqualTo(401);
            assertThat(address.statusCode()).isEqualTo(303);
            assertThat(cookie).contains("HttpOnly", "SameSite=Lax");
            assertThat(after.statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/acquisitions|X-Nothing|-|no token was sent|Bearer",
                "/api/acquisitions|Authorization|Basic dXNlcjpwYXNz|no token was sent|Bearer",
                "/api/acquisitions|Authorization|Bearer wrong|the token that was sent is not that of this server|"
                        + "Bearer error=\"invalid_token\"",
                "/api/acquisitions|Cookie|wanderscope-token=wrong|the token that was sent is not that of this server|"
                        + "Bearer error=\"invalid_token\"",
                "/|X-Nothing|-|This dashboard needs its token.|Bearer",
                "/|Cookie|wanderscope-token=wrong|is not that of this dashboard|Bearer error=\"invalid_token\"",
                "/?token=wrong|X-Nothing|-|is not that of this dashboard|Bearer error=\"invalid_token\"",
            })
    void aWrongTokenIsToldFromNone(String path, String header, String value, String said, String challenge)
            throws Exception {
        try (RunningServer guarded = RunningServer.withToken()) {
            // When
            HttpResponse<String> refused = guarded.get(path, header, value);

            // Then
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.body()).contains(said).doesNotContain(RunningServer.TOKEN);
            assertThat(refused.headers().firstValue("WWW-Authenticate")).hasValue(challenge);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer ", "BEARER ", "bEaReR   "})
    void theSchemeOfTheTokenMayBeInAnyCase(String scheme) throws Exception {
        try (RunningServer guarded = RunningServer.withToken()) {
            // When
            HttpResponse<String> response =
                    guarded.get("/api/acquisitions", "Authorization", scheme + RunningServer.TOKEN);

            // Then
            assertThat(response.statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {RunningServer.TOKEN, "wrong"})
    void theTokenDoesNotStayInTheAddressOfABrowserWithTheCookie(String token) throws Exception {
        try (RunningServer guarded = RunningServer.withToken()) {
            // When
            HttpResponse<String> response =
                    guarded.get("/?token=" + token, "Cookie", "wanderscope-token=" + RunningServer.TOKEN);

            // Then
            assertThat(response.statusCode()).isEqualTo(303);
            assertThat(response.headers().firstValue("Location")).hasValue("/");
        }
    }

    private static int status(RunningServer guarded, String path) {
        try {
            return guarded.get(path).statusCode();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
