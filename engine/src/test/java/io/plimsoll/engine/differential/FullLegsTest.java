package io.plimsoll.engine.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.protocol.codec.AccountRole;
import io.plimsoll.protocol.codec.EngineMode;
import io.plimsoll.protocol.codec.InstrumentKind;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A fact that takes a leg and gives one back needs no room, also where there is none: one row of legs is all that the engine has. */
@Timeout(30)
class FullLegsTest {
    private static final BigInteger LIMIT = BigInteger.valueOf(1_000);
    private static final BigInteger ONE = BigInteger.ONE;

    private final InputRecords records = new InputRecords();
    private final ComparedEngine naive = ComparedEngine.naive(new NaiveMarginEngine());
    private final ComparedEngine fast = ComparedEngine.fast(new EngineCapacity(1, 1, 1, 8, 8));

    @Test
    void shouldOpenAPositionWithTheLastOfABalance() {
        define();
        send(out -> out.accountOpened(1, AccountRole.LIQUIDATOR, "a", 1, 1));
        send(out -> out.transfer(1, 1, 5, 1, 2));
        assertEquals(List.of(), send(out -> out.fill(1, 3, 2, 1, 5, 1, 3)));
        assertEquals(List.of(), send(out -> out.fill(1, 3, -2, 1, -5, 1, 4)));
        assertEquals(List.of(), send(out -> out.transfer(1, 1, -5, 1, 5)));
    }

    private void define() {
        send(out -> out.ready(EngineMode.LIVE, 1, 1, 1));
        send(out -> out.asset(new Asset(1, 0, 0, 0, 1_000_000, 1_000_000, LIMIT, ONE, "CASH")));
        send(out -> out.instrument(
                new Instrument(3, 3, 1, 1, InstrumentKind.SPOT, 0, 0, 0, 0, 0, ONE, ONE, LIMIT, LIMIT, "COIN")));
        send(out -> out.profile(new Profile(1, 1_000_000, 0, 0, "p")));
        assertEquals(List.of(), send(out -> out.definitionsCommit(3)));
    }

    private List<Output> send(final Consumer<InputRecords> record) {
        record.accept(records);
        final List<Output> outputs = fast.onEvent(records.buffer(), records.offset(), records.length());
        assertEquals(naive.onEvent(records.buffer(), records.offset(), records.length()), outputs);
        return outputs;
    }
}
