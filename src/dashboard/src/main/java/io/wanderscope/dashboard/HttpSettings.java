package io.wanderscope.dashboard;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where the program listens and whom it lets in.
 *
 * @param host name or address of the interface to listen on
 * @param port 1 to 65,535, or 0 for any that is free
 * @param token what requests must carry; empty when all may see all
 * @param hosts names by which browsers may call it besides those of this machine itself, in lower case; empty when any
 *     may be used on an interface that is not loopback
 * @param browsers most WebSocket connections at once, at least 1
 */
public record HttpSettings(String host, int port, Optional<String> token, Set<String> hosts, int browsers) {
    /** Configuration key of {@link #host}. */
    public static final String HOST = "http.host";
    /** Configuration key of {@link #token}. */
    public static final String TOKEN = "http.token";
    /** Configuration key of {@link #hosts}. */
    public static final String HOSTS = "http.hosts";
    /** Configuration key of {@link #browsers}. */
    public static final String BROWSERS = "http.browsers";
    /** Default of {@link #host}: this machine only. */
    public static final String LOOPBACK = "127.0.0.1";
    /** Default of {@link #browsers}. */
    public static final int DEFAULT_BROWSERS = 200;

    private static final int SHORTEST_TOKEN = 16;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException when a value is out of its range; the message names the key
     */
    public HttpSettings {
        if (host.isEmpty()) {
            throw new IllegalArgumentException(HOST + " is the name or address of an interface, got nothing");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port is from 0 to 65535, got " + port);
        }
        if (token.isPresent() && !token.get().matches("[A-Za-z0-9._~-]{" + SHORTEST_TOKEN + ",}")) {
            throw new IllegalArgumentException(
                    TOKEN + " is " + SHORTEST_TOKEN
                            + " characters or more of letters, digits, '.', '_', '~' and '-', as openssl rand -hex 16 makes them");
        }
        if (browsers < 1) {
            throw new IllegalArgumentException(BROWSERS + " is 1 or more, got " + browsers);
        }
        hosts = hosts.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** On a port of the loopback interface, open to whoever is on this machine. */
    public static HttpSettings onLoopback(int port) {
        return new HttpSettings(LOOPBACK, port, Optional.empty(), Set.of(), DEFAULT_BROWSERS);
    }

    /** Whether only this machine can reach it. */
    public boolean isLoopback() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            // Listening on it will fail, and say so.
            return false;
        }
    }
}
