package io.plimsoll.engine.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.protocol.codec.AccountRole;
import io.plimsoll.protocol.codec.EngineMode;
import io.plimsoll.protocol.codec.FlagReason;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** More funds than there is room for, which random streams do not have: both engines refuse the same ones, and go on. */
@Timeout(60)
class FundRoomTest {
    private static final int ROOM = 1_024;
    private static final long CASH = 1;
    private static final long ACCOUNT = 5;

    private final InputRecords records = new InputRecords();
    private final ComparedEngine naive = ComparedEngine.naive(new NaiveMarginEngine());
    private final ComparedEngine fast = ComparedEngine.fast(new EngineCapacity(10, 10, 10, 8, 8));
    private long sequence;

    @BeforeEach
    void fill() {
        final BigInteger most = BigInteger.valueOf(1_000);
        send(out -> out.ready(EngineMode.LIVE, 10, 10, 10));
        send(out -> out.asset(new Asset(CASH, 0, 2, 0, 1_000_000, 1_000_000, most, BigInteger.ONE, "CASH")));
        send(out -> out.profile(new Profile(1, 1_000_000, 0, 0, 0, "p")));
        send(out -> out.definitionsCommit(2));
        send(out -> out.accountOpened(ACCOUNT, AccountRole.TRADER, "a", 1, ++sequence));
        send(out -> out.transfer(ACCOUNT, CASH, 100, 1, ++sequence));
        for (int fund = 1; fund <= ROOM; fund++) {
            assertEquals(List.of(), balance(fund, 7));
        }
    }

    @Test
    void shouldRefuseOneFundMore() {
        assertEquals(FlagReason.OVER_CAPACITY, reason(balance(ROOM + 1L, 7)));
        assertEquals(List.of(), balance(ROOM + 1L, 0));
        assertEquals(List.of(), balance(ROOM, 8));
    }

    @Test
    void shouldTakeAnotherFundOnceOneIsEmpty() {
        assertEquals(List.of(), payment(3, 7));
        assertEquals(List.of(), balance(ROOM + 1L, 7));
        assertEquals(FlagReason.OVER_CAPACITY, reason(balance(3, 7)));
    }

    @Test
    void shouldRefuseWhatAnAccountPaysIntoAFundWithoutRoom() {
        assertEquals(FlagReason.OVER_CAPACITY, reason(payment(ROOM + 1L, -2)));
        assertEquals(List.of(), payment(ROOM, -2));
    }

    private List<Output> balance(final long fundId, final long balance) {
        return send(out -> FundRecords.balance(out, fundId, CASH, balance, 1, ++sequence));
    }

    private List<Output> payment(final long fundId, final long amount) {
        return send(out -> FundRecords.payment(out, ACCOUNT, fundId, CASH, amount, Optional.empty(), 1, ++sequence));
    }

    private static FlagReason reason(final List<Output> outputs) {
        assertEquals(1, outputs.size(), outputs::toString);
        return ((Output.InputFlagged) outputs.get(0)).reason();
    }

    private List<Output> send(final Consumer<InputRecords> record) {
        record.accept(records);
        final List<Output> outputs = fast.onEvent(records.buffer(), records.offset(), records.length());
        assertEquals(naive.onEvent(records.buffer(), records.offset(), records.length()), outputs);
        return outputs;
    }
}
