package io.plimsoll.engine.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.protocol.codec.Disposition;
import io.plimsoll.protocol.codec.EngineMode;
import io.plimsoll.protocol.codec.FlagReason;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How many assets and instruments a commit may bring is what the run's Ready record says, not what a process has room for. */
@Timeout(30)
class DefinitionRoomTest {
    private final InputRecords records = new InputRecords();
    private final ComparedEngine naive = ComparedEngine.naive(new NaiveMarginEngine());
    private final ComparedEngine fast = ComparedEngine.fast(new EngineCapacity(10, 10, 10, 8, 8));

    private List<Output> send(final Consumer<InputRecords> record) {
        record.accept(records);
        final List<Output> outputs = fast.onEvent(records.buffer(), records.offset(), records.length());
        assertEquals(naive.onEvent(records.buffer(), records.offset(), records.length()), outputs);
        return outputs;
    }

    private List<Output> commitAssets(final int count) {
        for (int id = 1; id <= count; id++) {
            final Asset asset = new Asset(
                    id, id == 1 ? 0 : id, 2, 0, 1_000_000, 1_000_000, BigInteger.TEN, BigInteger.ONE, "A" + id);
            send(out -> out.asset(asset));
        }
        send(out -> out.profile(new Profile(1, 1_000_000, 0, 0, "p")));
        return send(out -> out.definitionsCommit(count + 1L));
    }

    private void ready(final long maxAssets) {
        send(out -> out.ready(EngineMode.LIVE, 10, 10, 10, maxAssets, 0));
    }

    @Test
    void shouldRefuseACommitBeyondTheJournaledLimit() {
        ready(1);
        final List<Output> refused = commitAssets(2);
        assertEquals(1, refused.size(), refused::toString);
        final Output.InputFlagged flagged = (Output.InputFlagged) refused.get(0);
        assertEquals(Disposition.REFUSED, flagged.disposition());
        assertEquals(FlagReason.DEFINITIONS_INVALID, flagged.reason());
        ready(2);
        assertEquals(List.of(), commitAssets(2));
    }
}
