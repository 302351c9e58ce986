package io.wanderscope.streaming.linking;

import io.wanderscope.streaming.FieldKey;

/** Key of one of the numbered entries of a field, which are adjacent in their store. */
record FieldSlot(FieldKey field, int number) {}
