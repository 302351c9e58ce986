package io.wanderscope.inference;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * The memory outside the heap that the inputs and outputs of a run lie in. It is kept from run to run, and grows to the largest
 * of them. For one run at a time.
 */
final class RunBuffers {
    private final Map<String, ByteBuffer> buffers = new HashMap<>();

    /** Room for the floats of a tensor, with what an earlier run left in it. */
    FloatBuffer floats(String tensor, int size) {
        return bytes(tensor, Float.BYTES * size).asFloatBuffer();
    }

    /** Room for the integers of a tensor, with what an earlier run left in it. */
    LongBuffer longs(String tensor, int size) {
        return bytes(tensor, Long.BYTES * size).asLongBuffer();
    }

    private ByteBuffer bytes(String tensor, int size) {
        ByteBuffer buffer = buffers.get(tensor);
        if (buffer == null || buffer.capacity() < size) {
            buffer = ByteBuffer.allocateDirect(size);
            buffers.put(tensor, buffer);
        }
        return buffer.slice(0, size).order(ByteOrder.nativeOrder());
    }
}
