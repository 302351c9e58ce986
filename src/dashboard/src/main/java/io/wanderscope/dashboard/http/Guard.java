package io.wanderscope.dashboard.http;

import io.wanderscope.dashboard.HttpSettings;
import io.wanderscope.dashboard.IngestSettings;
import io.wanderscope.dashboard.http.Refusals.Reason;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Admits or refuses requests, by their method, the host name they use, the origin of the page that sends them, and the
 * token if one is set. Health and metrics need no token.
 *
 * <p>The host name matters on loopback too: another site can make its own name resolve to this machine, and its page
 * would then count as ours (DNS rebinding).
 */
final class Guard extends Handler.Wrapper {
    private static final String COOKIE = "wanderscope-token";
    private static final String QUERY = "token";
    /** The scheme may be in any case (RFC 9110, section 11.1). */
    private static final Pattern BEARER = Pattern.compile("bearer +(\\S+) *", Pattern.CASE_INSENSITIVE);

    private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> OPEN_PATHS = Set.of(Health.LIVE, Health.READY, Operations.METRICS);

    private final HttpSettings settings;
    private final Refusals refusals;
    private final boolean loopback;
    private final boolean takesIn;

    /** Guards a handler, which is given what brings rows or images if it takes any in. */
    Guard(HttpSettings settings, Refusals refusals, boolean takesIn, Handler guarded) {
        super(guarded);
        this.settings = settings;
        this.refusals = refusals;
        this.loopback = settings.isLoopback();
        this.takesIn = takesIn;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Optional<Answer> refusal = refusal(request);
        if (refusal.isPresent()) {
            refusal.get().send(response, callback);
            return true;
        }
        return super.handle(request, response, callback);
    }

    private Optional<Answer> refusal(Request request) {
        if (!isAllowedMethod(request)) {
            return Optional.of(wrongMethod(request));
        }
        if (!isOurName(Request.getServerName(request))) {
            refusals.count(Reason.HOST);
            return Optional.of(Answer.problem(
                    HttpStatus.MISDIRECTED_REQUEST_421,
                    "this server does not answer to the name " + Request.getServerName(request) + "; "
                            + HttpSettings.HOSTS + " lists the other names that it answers to"));
        }
        if (!isOurPage(request)) {
            refusals.count(Reason.PAGE);
            return Optional.of(Answer.problem(
                    HttpStatus.FORBIDDEN_403,
                    "pages from " + request.getHeaders().get(HttpHeader.ORIGIN) + " may not use this server"));
        }
        boolean isOpen = settings.token().isEmpty() || OPEN_PATHS.contains(Endpoints.path(request));
        Optional<Answer> refusal = isOpen ? Optional.empty() : refusalWithoutToken(request);
        if (refusal.isPresent() && refusal.get().status() == HttpStatus.UNAUTHORIZED_401) {
            refusals.count(Reason.TOKEN);
        }
        return refusal;
    }

    private boolean isAllowedMethod(Request request) {
        return HttpMethod.GET.is(request.getMethod())
                || HttpMethod.HEAD.is(request.getMethod())
                || (takesIn && (changesSomething(request) || isForRows(request)));
    }

    /** Whoever takes rows in says there how they are sent. */
    private static boolean isForRows(Request request) {
        return IngestPath.of(Endpoints.path(request)).isPresent();
    }

    private static boolean isForImages(Request request) {
        return ImageHandler.isImage(Endpoints.path(request));
    }

    private static boolean changesSomething(Request request) {
        return (HttpMethod.POST.is(request.getMethod()) && isForRows(request))
                || (ImageHandler.METHODS.contains(request.getMethod()) && isForImages(request));
    }

    private Answer wrongMethod(Request request) {
        if (takesIn && isForImages(request)) {
            return wrongMethod("GET, HEAD, PUT and DELETE here, not " + request.getMethod(), "GET, HEAD, PUT, DELETE");
        }
        String hint = changesSomething(request)
                ? "; with " + IngestSettings.INGEST + "=true it takes in here what clients send"
                : "";
        return wrongMethod("GET and HEAD, not " + request.getMethod() + hint, "GET, HEAD");
    }

    private static Answer wrongMethod(String detail, String allowed) {
        return Answer.problem(HttpStatus.METHOD_NOT_ALLOWED_405, "this server only answers " + detail)
                .with(HttpHeader.ALLOW, allowed);
    }

    private boolean isOurName(String name) {
        String lowerCase = name.toLowerCase(Locale.ROOT);
        boolean any = !loopback && settings.hosts().isEmpty();
        return any || OWN_NAMES.contains(lowerCase) || isNamed(lowerCase);
    }

    /** Behind a proxy, the page's name may differ from the request's; the settings then list it. */
    private boolean isOurPage(Request request) {
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        if (origin == null) {
            return true;
        }
        try {
            URI page = URI.create(origin);
            String authority = page.getRawAuthority();
            return authority != null
                    && (authority.equalsIgnoreCase(request.getHeaders().get(HttpHeader.HOST))
                            || isNamed(page.getHost()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private boolean isNamed(String host) {
        return host != null && settings.hosts().contains(host.toLowerCase(Locale.ROOT));
    }

    private Optional<Answer> refusalWithoutToken(Request request) {
        List<String> sent = sentTokens(request);
        boolean isAdmitted = sent.stream().anyMatch(this::isToken);
        if (!Endpoints.path(request).equals("/")) {
            return isAdmitted ? Optional.empty() : Optional.of(unauthorized(sent.isEmpty()));
        }
        try {
            String token = Endpoints.query(request).getValue(QUERY);
            if (token != null) {
                return Optional.of(redirectWithoutToken(token, isAdmitted));
            }
        } catch (ProblemException e) {
            return Optional.of(e.answer());
        }
        return isAdmitted ? Optional.empty() : Optional.of(unauthorizedPage(sent.isEmpty()));
    }

    private static List<String> sentTokens(Request request) {
        String authorization = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        Matcher bearer = BEARER.matcher(authorization == null ? "" : authorization);
        return bearer.matches()
                ? List.of(bearer.group(1))
                : Request.getCookies(request).stream()
                        .filter(cookie -> cookie.getName().equals(COOKIE))
                        .map(HttpCookie::getValue)
                        .toList();
    }

    /** Compares in constant time. */
    private boolean isToken(String candidate) {
        return MessageDigest.isEqual(
                candidate.getBytes(StandardCharsets.UTF_8),
                settings.token().orElseThrow().getBytes(StandardCharsets.UTF_8));
    }

    private static Answer unauthorized(boolean nothingSent) {
        return challenge(
                Answer.problem(
                        HttpStatus.UNAUTHORIZED_401,
                        nothingSent
                                ? "no token was sent: send Authorization: Bearer and the token of this server, or open the"
                                        + " page once with ?token="
                                : "the token that was sent is not that of this server, which " + HttpSettings.TOKEN
                                        + " of its configuration sets"),
                nothingSent);
    }

    private static Answer unauthorizedPage(boolean nothingSent) {
        return challenge(
                Answer.text(
                        HttpStatus.UNAUTHORIZED_401,
                        "text/plain; charset=utf-8",
                        (nothingSent
                                        ? "This dashboard needs its token."
                                        : "The token in this address, or in this browser's cookie, is not that of this"
                                                + " dashboard.")
                                + " Open the address that the server printed when it started,"
                                + " the one that ends in ?token= and the token.\n"),
                nothingSent);
    }

    /** RFC 6750, section 3: without a token, no error is named. */
    private static Answer challenge(Answer refusal, boolean nothingSent) {
        return refusal.with(HttpHeader.WWW_AUTHENTICATE, nothingSent ? "Bearer" : "Bearer error=\"invalid_token\"");
    }

    /** Moves the token from the page's address to a cookie, so that it does not stay in the address. */
    private Answer redirectWithoutToken(String token, boolean isAdmitted) {
        Answer page = Answer.text(HttpStatus.SEE_OTHER_303, "text/plain; charset=utf-8", "")
                .with(HttpHeader.LOCATION, "/");
        if (isToken(token)) {
            // Lax, so that a link in a message opens the page. That is safe: no GET changes anything, and other sites'
            // pages cannot read the answers. What brings rows or images comes without the cookie from other sites, and
            // isOurPage refuses their pages anyway.
            return page.with(HttpHeader.SET_COOKIE, COOKIE + "=" + token + "; Path=/; HttpOnly; SameSite=Lax");
        }
        return isAdmitted ? page : unauthorizedPage(false);
    }
}
