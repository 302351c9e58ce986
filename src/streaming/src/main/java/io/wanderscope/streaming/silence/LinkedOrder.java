package io.wanderscope.streaming.silence;

import org.jspecify.annotations.Nullable;

/**
 * Elements in an order in which each can be moved to either end in constant time: a doubly linked list, closed to a
 * ring. An element keeps its {@link Place}, so it need not be searched for.
 *
 * @param <T> the elements
 */
public final class LinkedOrder<T> {
    /** Without an element: the first place is after it, the last before it. */
    private final Place<T> ends = new Place<>(null);

    /** Where an element is in an order; alone until it is moved into one. */
    public static final class Place<T> {
        private final @Nullable T element;
        private Place<T> before = this;
        private Place<T> after = this;

        /** Of an element; null is for the ends of an order. */
        public Place(@Nullable T element) {
            this.element = element;
        }

        private void leave() {
            before.after = after;
            after.before = before;
            before = this;
            after = this;
        }

        private void enterBefore(Place<T> next) {
            before = next.before;
            after = next;
            before.after = this;
            after.before = this;
        }
    }

    /** The first element, or null without elements. */
    public @Nullable T first() {
        return ends.after.element;
    }

    /** The last element, or null without elements. */
    public @Nullable T last() {
        return ends.before.element;
    }

    /** Moves a place to the beginning, from wherever it is. */
    public void moveToFirst(Place<T> place) {
        place.leave();
        place.enterBefore(ends.after);
    }

    /** Moves a place to the end, from wherever it is. */
    public void moveToLast(Place<T> place) {
        place.leave();
        place.enterBefore(ends);
    }

    /** Takes a place out, if it is in an order. */
    public static void remove(Place<?> place) {
        place.leave();
    }
}
