package io.wanderscope.dashboard.http;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request, which is kept as it arrives, within limits. No thread waits for it, and memory is taken for what the client
 * has announced or sent. A body that is not kept is left to arrive nevertheless: a client that does not ask before it sends would find
 * its connection broken instead of reading the answer.
 */
final class RequestBody {
    /** How the receiving ended. */
    enum End {
        /** All of the body is here. */
        COMPLETE,
        /** It was not wanted. */
        DISCARDED,
        /** It is larger than it may be. */
        TOO_LARGE,
        /** There is no room for it beside those of other requests. */
        NO_ROOM,
        /** It arrived too slowly. */
        LATE,
        /** The client went away. */
        BROKEN
    }

    private static final int BLOCK_BYTES = 65_536;

    private final Request request;
    private final ClientAddress address;
    private final long maxBytes;
    private final Allowance room;
    private final BiConsumer<RequestBody, End> ended;
    private final AtomicBoolean isOver = new AtomicBoolean();
    private final List<byte[]> blocks = new ArrayList<>();
    /** Guarded by this body: the answer to a late one leaves on another thread than the one that receives. */
    private long taken;
    /** Guarded by this body. After the answer, nothing would give back what is taken. */
    private boolean isAnswered;

    private int usedOfLast;
    private long size;
    private @Nullable End rejection;

    /**
     * The body of a request, of which nothing is read yet.
     *
     * @param maxBytes its maximum size
     * @param room from which the memory is taken until the request is answered
     * @param ended receives how it ended, once, on any thread
     */
    RequestBody(Request request, long maxBytes, Allowance room, BiConsumer<RequestBody, End> ended) {
        this.request = request;
        this.address = ClientAddress.of(request.getConnectionMetaData().getRemoteSocketAddress());
        this.maxBytes = maxBytes;
        this.room = room;
        this.ended = ended;
        Request.addCompletionListener(request, failure -> answered());
    }

    /** Begins to receive, unless the length that the client has announced is too much already. */
    void receive() {
        long announced = request.getLength();
        if (announced > maxBytes) {
            discard(End.TOO_LARGE);
        } else if (announced > 0 && !take(announced)) {
            discard(End.NO_ROOM);
        } else {
            receiveMore();
        }
    }

    /** Begins to receive what is not kept. */
    void discard() {
        discard(End.DISCARDED);
    }

    private void discard(End reason) {
        boolean clientWaits = request.getHeaders().contains(HttpHeader.EXPECT);
        if (clientWaits || request.getLength() > mostDiscarded()) {
            end(reason);
        } else {
            reject(reason);
            receiveMore();
        }
    }

    /** A client that sends more finds its connection broken. */
    private long mostDiscarded() {
        return 2 * maxBytes;
    }

    private void reject(End reason) {
        rejection = reason;
        blocks.clear();
        giveBack();
    }

    private void receiveMore() {
        while (!isOver.get()) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this::receiveMore);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                end(End.BROKEN);
                return;
            }
            boolean isLast = chunk.isLast();
            receive(chunk.getByteBuffer());
            chunk.release();
            if (isLast) {
                end(rejection == null ? End.COMPLETE : rejection);
            }
        }
    }

    private void receive(ByteBuffer bytes) {
        int length = bytes.remaining();
        if (rejection == null && size + length > maxBytes) {
            reject(End.TOO_LARGE);
        } else if (rejection == null && !takeFor(length)) {
            reject(End.NO_ROOM);
        }
        if (rejection == null) {
            keep(bytes);
        } else if (size > mostDiscarded()) {
            end(rejection);
        }
        size += length;
    }

    private void keep(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            if (blocks.isEmpty() || usedOfLast == lastBlock().length) {
                blocks.add(new byte[blockBytes(bytes.remaining())]);
                usedOfLast = 0;
            }
            int length = Math.min(bytes.remaining(), lastBlock().length - usedOfLast);
            bytes.get(lastBlock(), usedOfLast, length);
            usedOfLast += length;
        }
    }

    /** As much as the client has announced, if it is less than usual: many requests have one row. */
    private int blockBytes(int arrived) {
        long announced = request.getLength();
        return announced < 0 ? BLOCK_BYTES : (int) Math.max(arrived, Math.min(BLOCK_BYTES, announced - size));
    }

    private byte[] lastBlock() {
        return blocks.get(blocks.size() - 1);
    }

    /** Takes what is missing for so many more bytes, in blocks, but no more than a body may have. */
    private synchronized boolean takeFor(int length) {
        return size + length <= taken || take(Math.min(Math.max(BLOCK_BYTES, length), maxBytes - taken));
    }

    private synchronized boolean take(long bytes) {
        boolean isTaken = !isAnswered && room.take(address, bytes);
        taken += isTaken ? bytes : 0;
        return isTaken;
    }

    private synchronized void answered() {
        isAnswered = true;
        giveBack();
    }

    private synchronized void giveBack() {
        if (taken > 0) {
            room.giveBack(address, taken);
            taken = 0;
        }
    }

    /** Gives up waiting for the rest. */
    void late() {
        end(End.LATE);
    }

    private void end(End end) {
        if (isOver.compareAndSet(false, true)) {
            ended.accept(this, end);
        }
    }

    /** The bytes of a complete body, from the first; can be read again and again. */
    InputStream bytes() {
        List<InputStream> streams = new ArrayList<>();
        for (int index = 0; index < blocks.size(); index++) {
            byte[] block = blocks.get(index);
            streams.add(new ByteArrayInputStream(block, 0, index < blocks.size() - 1 ? block.length : usedOfLast));
        }
        return new SequenceInputStream(Collections.enumeration(streams));
    }
}
