package io.wanderscope.app.rows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A file that another program is still writing. It is read line by line as it grows: a line counts once its end has been written. When
 * the file is cut off or overwritten, or another takes its place, reading begins again. One thread reads; any may stop it, and to interrupt the one that
 * waits for more stops it too.
 */
public final class FollowedFile implements AutoCloseable {
    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

    /** Far more than any line of a tracker has. */
    private static final int MAX_LINE_BYTES = 1 << 20;

    /** Bytes before those that are new which must be as they were: more than a line of most trackers has. */
    private static final int KNOWN_BYTES = 512;

    private final Path path;
    private final Consumer<String> notices;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable FileChannel open;

    /**
     * A file, which need not exist yet.
     *
     * @param notices receives a line for a person when something happens to the file, without its name
     */
    public FollowedFile(Path path, Consumer<String> notices) {
        this.path = path;
        this.notices = notices;
    }

    /** Ends the reading after the latest complete line; can be called on any thread. */
    public void stop() {
        stopped.countDown();
    }

    /**
     * The lines from the beginning of the file. The stream ends when the file is cut off, overwritten or replaced, and this method then
     * gives the next; when reading is stopped, the stream ends, and there is no next.
     *
     * @throws IOException when the file cannot be read
     */
    public Optional<InputStream> next() throws IOException {
        closeChannel();
        boolean isMissing = false;
        while (stopped.getCount() > 0) {
            try {
                FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
                open = channel;
                return Optional.of(new WholeLines(channel, key()));
            } catch (NoSuchFileException e) {
                if (!isMissing) {
                    notices.accept("does not exist yet; waiting for it");
                    isMissing = true;
                }
                pause();
            }
        }
        return Optional.empty();
    }

    /** Returns after a moment, or as soon as the reading is stopped; to interrupt it is to stop it. */
    private void pause() {
        try {
            var unused = stopped.await(POLL_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            stop();
        }
    }

    /** What tells the file from another of the same name; null where the file system has nothing of the kind, or there is no file. */
    private @Nullable Object key() throws IOException {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private void closeChannel() throws IOException {
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void close() throws IOException {
        stop();
        closeChannel();
    }

    /** Gives what has been written up to the latest line's end, and waits for more. */
    private final class WholeLines extends InputStream {
        private final FileChannel channel;
        private final @Nullable Object key;
        private final ByteBuffer buffer = ByteBuffer.allocate(MAX_LINE_BYTES);
        /** Number of the bytes in the buffer that have been given. */
        private int given;
        /** Number of the bytes in the buffer that may be given. */
        private int complete;
        /** Number of the file's bytes that have been in the buffer. */
        private long taken;
        /** The latest of them. */
        private byte[] known = new byte[0];
        /** Whether other bytes stand where those that are known were. */
        private boolean isOverwritten;
        /** Whether the file will not grow any more. */
        private boolean isOver;

        private WholeLines(FileChannel channel, @Nullable Object key) {
            this.channel = channel;
            this.key = key;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (given == complete && !awaitLine()) {
                return -1;
            }
            int count = Math.min(length, complete - given);
            buffer.get(given, target, offset, count);
            given += count;
            return count;
        }

        private boolean awaitLine() throws IOException {
            while (complete == given && !isOver) {
                if (stopped.getCount() == 0) {
                    noteUnfinished();
                    return false;
                }
                isOver = !readMore() && isLeft();
            }
            return complete > given;
        }

        /** Whether something was there to be read. */
        private boolean readMore() throws IOException {
            makeRoom();
            int before = buffer.position();
            // Read together with what is new, so that little can be overwritten between a look at the one and at the
            // other.
            ByteBuffer again = ByteBuffer.allocate(known.length);
            channel.position(taken - known.length);
            long read = channel.read(new ByteBuffer[] {again, buffer});
            isOverwritten = !again.hasRemaining() && !Arrays.equals(again.array(), known);
            if (isOverwritten) {
                buffer.position(before);
                return false;
            }
            if (read <= known.length) {
                pause();
                return false;
            }
            take(before);
            return true;
        }

        private void makeRoom() {
            buffer.limit(buffer.position());
            buffer.position(given);
            buffer.compact();
            given = 0;
            complete = 0;
        }

        /** Takes in the bytes of the buffer from a position on. */
        private void take(int from) {
            taken += buffer.position() - from;
            known = latest(from);
            complete = afterLastLineEnd(from);
            if (!buffer.hasRemaining() && complete == 0) {
                // Too long for a line: whoever reads it finds that out.
                complete = buffer.position();
            }
        }

        /** The latest bytes that are known with those of the buffer from a position on. */
        private byte[] latest(int from) {
            int fresh = Math.min(buffer.position() - from, KNOWN_BYTES);
            int kept = Math.min(known.length, KNOWN_BYTES - fresh);
            byte[] latest = Arrays.copyOfRange(known, known.length - kept, known.length + fresh);
            buffer.get(buffer.position() - fresh, latest, kept, fresh);
            return latest;
        }

        private int afterLastLineEnd(int from) {
            for (int index = buffer.position(); index > from; index--) {
                if (buffer.get(index - 1) == '\n') {
                    return index;
                }
            }
            return 0;
        }

        /** Whether the file will not grow any more, because it was cut off or overwritten, or another has its name now. */
        private boolean isLeft() throws IOException {
            if (isOverwritten) {
                notices.accept("was overwritten; reading it from its beginning again");
                return true;
            }
            if (channel.size() < taken) {
                notices.accept("was cut off; reading it from its beginning again");
                return true;
            }
            Object now = key();
            boolean isReplaced = key != null && now != null && !key.equals(now);
            if (isReplaced && channel.size() == taken) {
                // Its writer has left it, so what is there is its last line.
                complete = buffer.position();
                notices.accept("was replaced by another file; reading that from its beginning");
                return true;
            }
            return false;
        }

        private void noteUnfinished() {
            if (buffer.position() > given) {
                notices.accept("its last line has no end yet and was left out");
            }
        }
    }
}
