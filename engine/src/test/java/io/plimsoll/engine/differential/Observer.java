package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Output;
import java.util.List;
import org.agrona.DirectBuffer;

/** Looks at the oracle right before and right after it applies a record, and notes which places were reached. */
interface Observer {
    void before(DirectBuffer buffer, int offset);

    void after(DirectBuffer buffer, int offset, List<Output> outputs);
}
