package io.wanderscope.dashboard.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A browser that watches an acquisition and reads messages only when the test says so, or never. */
final class RawBrowser implements AutoCloseable {
    private final Socket socket = new Socket();

    private DataInputStream in;

    RawBrowser(int port) throws IOException {
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        OutputStream out = socket.getOutputStream();
        String request = "GET /api/live HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    void watch(String acquisition) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(masked("{\"type\":\"watch\",\"acquisition\":\"" + acquisition + "\",\"stage\":1}"));
        out.flush();
    }

    /** Reads the next message, which may span several frames. */
    String next() throws IOException {
        if (in == null) {
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            skipAnswerToUpgrade();
        }
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        boolean last = false;
        while (!last) {
            last = in.readByte() < 0;
            message.write(in.readNBytes(payloadLength()));
        }
        return message.toString(StandardCharsets.UTF_8);
    }

    private void skipAnswerToUpgrade() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readByte());
        }
    }

    private int payloadLength() throws IOException {
        int length = in.readUnsignedByte();
        return switch (length) {
            case 126 -> in.readUnsignedShort();
            case 127 -> (int) in.readLong();
            default -> length;
        };
    }

    /** A text frame of fewer than 126 bytes, masked with zeros, as in RFC 6455, section 5.2. */
    private static byte[] masked(String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        byte[] frame = new byte[6 + payload.length];
        frame[0] = (byte) 0x81;
        frame[1] = (byte) (0x80 | payload.length);
        System.arraycopy(payload, 0, frame, 6, payload.length);
        return frame;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
