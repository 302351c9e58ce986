package io.wanderscope.app.machine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;

/** The interface through which processes of a machine reach each other. */
final class Loopback {
    private static final int TIMEOUT_MILLIS = 5_000;

    /** Connects to a server that has just started to listen. */
    @FunctionalInterface
    interface Connection {
        void to(InetSocketAddress server) throws IOException;
    }

    private final Connection connection;

    Loopback(Connection connection) {
        this.connection = connection;
    }

    static Loopback system() {
        return new Loopback(server -> {
            try (Socket socket = new Socket()) {
                socket.connect(server, TIMEOUT_MILLIS);
            }
        });
    }

    Optional<String> problem() {
        InetAddress address = InetAddress.getLoopbackAddress();
        try (ServerSocket server = new ServerSocket(0, 1, address)) {
            connection.to(new InetSocketAddress(address, server.getLocalPort()));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("this machine cannot reach itself at " + address.getHostAddress() + " (" + e.getMessage()
                    + "), where the broker inside this process listens; switch the loopback interface on (Linux: ip link"
                    + " set lo up), or allow local connections in the firewall");
        }
    }
}
