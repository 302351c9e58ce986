package io.wanderscope.streaming.tracks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** How the tasks of a process share the memory of windows, in bytes. */
class WindowMemoryTest {
    private static final long LIMIT = 1_000;

    private final WindowMemory memory = new WindowMemory(LIMIT);

    /** A task with windows of any sizes. */
    private static final class Task {
        private final WindowMemory.Share share;
        private final Deque<Long> windows = new ArrayDeque<>();

        Task(WindowMemory memory) {
            share = memory.share();
        }

        /** Has a record, which adds a window. */
        Task add(long bytes) {
            windows.addLast(bytes);
            share.add(bytes);
            run();
            return this;
        }

        /** Has a turn without a record. */
        void run() {
            share.giveWay(this::freeFirst);
        }

        private boolean freeFirst() {
            if (windows.isEmpty()) {
                return false;
            }
            share.add(-windows.removeFirst());
            return true;
        }

        long used() {
            return windows.stream().mapToLong(Long::longValue).sum();
        }
    }

    @Test
    void isAllForOneTaskWhileTheOthersNeedNone() {
        // Given
        IntStream.range(0, 7).forEach(idle -> memory.share());
        Task only = new Task(memory);

        // When
        IntStream.range(0, 20).forEach(window -> only.add(100));

        // Then
        assertThat(only.used()).isEqualTo(LIMIT);
    }

    @Test
    void isNotExceededByATaskThatFindsItUsedByAnIdleOne() {
        // Given
        Task idle = new Task(memory).add(900);
        Task active = new Task(memory);

        // When
        IntStream.range(0, 20).forEach(window -> active.add(50));

        // Then
        assertThat(active.used()).isEqualTo(100);
        assertThat(idle.used()).isEqualTo(900);
        assertThat(memory.used()).isEqualTo(LIMIT);
    }

    @Test
    void isLeftToOthersDownToAnEqualPartWhenOneHadTooLittle() {
        // Given
        Task large = new Task(memory);
        IntStream.range(0, 10).forEach(window -> large.add(100));
        Task small = new Task(memory).add(100);

        // When
        large.run();

        // Then
        assertThat(large.used()).isEqualTo(LIMIT / 2);
        small.add(400);
        assertThat(memory.used()).isEqualTo(900);
    }

    @Test
    void isNotLeftToOthersThatHaveEnough() {
        // Given
        Task large = new Task(memory);
        IntStream.range(0, 8).forEach(window -> large.add(100));
        new Task(memory).add(200);

        // When
        large.run();

        // Then
        assertThat(large.used()).isEqualTo(800);
    }

    @Test
    void isGivenUpByTheLargeTaskItselfWhereItIsTheOneThatGrows() {
        // Given
        Task small = new Task(memory).add(200);
        Task large = new Task(memory);

        // When
        IntStream.range(0, 20).forEach(window -> large.add(100));

        // Then
        assertThat(small.used()).isEqualTo(200);
        assertThat(large.used()).isEqualTo(800);
        small.run();
        assertThat(small.used()).isEqualTo(200);
    }

    @Test
    void isSharedAmongThoseThatAreLeftWhenATaskCloses() {
        // Given
        Task closed = new Task(memory).add(300);
        Task large = new Task(memory);
        IntStream.range(0, 10).forEach(window -> large.add(100));
        closed.share.close();

        // When
        new Task(memory).add(400);
        large.run();

        // Then
        assertThat(large.used()).isEqualTo(LIMIT / 2);
    }

    @Property(seed = "20261129", tries = 200)
    void isNeverExceededWhateverTasksIdleComeAndGo(@ForAll long seed) {
        // Given
        Random random = new Random(seed);
        WindowMemory shared = new WindowMemory(LIMIT);
        List<Task> tasks = new ArrayList<>();

        // When, Then
        for (int step = 0; step < 500; step++) {
            int kind = tasks.isEmpty() ? 0 : random.nextInt(20);
            switch (kind) {
                case 0 -> tasks.add(new Task(shared));
                case 1 -> tasks.remove(random.nextInt(tasks.size())).share.close();
                default -> tasks.get(random.nextInt(tasks.size())).add(1 + random.nextInt(400));
            }
            assertThat(shared.used())
                    .isLessThanOrEqualTo(LIMIT)
                    .isEqualTo(tasks.stream().mapToLong(Task::used).sum());
        }
        tasks.forEach(task -> task.share.close());
        Task last = new Task(shared).add(LIMIT);
        assertThat(last.used()).isEqualTo(LIMIT);
    }
}
