package io.wanderscope.dashboard.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Where a client comes from, as far as limits for one address distinguish it. Of IPv6 only the network of 64 bits counts: each
 * machine of it has more addresses than could be limited one by one.
 *
 * @param address of the machine, or of the network
 */
record ClientAddress(InetAddress address) {
    private static final int NETWORK_BYTES = 8;

    static ClientAddress of(SocketAddress remote) {
        return remote instanceof InetSocketAddress internet && internet.getAddress() != null
                ? of(internet.getAddress())
                : new ClientAddress(InetAddress.getLoopbackAddress());
    }

    static ClientAddress of(InetAddress address) {
        return address instanceof Inet6Address && !address.isLoopbackAddress()
                ? new ClientAddress(network(address.getAddress()))
                : new ClientAddress(address);
    }

    private static InetAddress network(byte[] address) {
        try {
            return InetAddress.getByAddress(Arrays.copyOf(Arrays.copyOf(address, NETWORK_BYTES), address.length));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("16 bytes are an IPv6 address", e);
        }
    }
}
