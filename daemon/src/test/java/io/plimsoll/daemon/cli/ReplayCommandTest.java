package io.plimsoll.daemon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.replay.RewrittenLog;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.config.ExitCode;
import io.plimsoll.protocol.codec.LiquidationOrderEncoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.ReadyDecoder;
import io.plimsoll.protocol.codec.ReadyEncoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** {@code replay} finds a journal the same, or says where it is not. */
@Timeout(60)
@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
class ReplayCommandTest {
    private static final int ORDER = LiquidationOrderEncoder.TEMPLATE_ID;

    @TempDir
    private Path folder;

    private Path journal;
    private String stateHash = "";

    @BeforeEach
    void runABacktest() throws IOException {
        final Ran backtest = new Fixture(folder).backtest("journal", "--fills", "paper");
        journal = folder.resolve("journal");
        stateHash = backtest.objects().get(0).get("stateHash").toString();
    }

    private Ran replay(final Path of, final Object... more) {
        final List<Object> arguments = new java.util.ArrayList<>(List.of("replay", "--journal", of));
        arguments.addAll(List.of(more));
        return Ran.plimsoll(arguments.toArray());
    }

    /** The journal with changed decisions. */
    private Path withOrders(final Consumer<List<RewrittenLog.Message>> change) {
        final Path copy = folder.resolve("copy");
        new RewrittenLog(journal, LogName.INPUTS).write(copy);
        final RewrittenLog orders = new RewrittenLog(journal, LogName.ORDERS);
        change.accept(orders.messages());
        orders.write(copy);
        return copy;
    }

    private static int lastOrder(final List<RewrittenLog.Message> messages) {
        int last = messages.size() - 1;
        while (messages.get(last).templateId() != ORDER) {
            last--;
        }
        return last;
    }

    @Test
    void shouldFindEveryDecisionAndTheHashOfTheRun() {
        final Ran ran = replay(journal, "--expect-hash", stateHash);
        assertEquals(0, ran.exitCode(), ran.err());
        final int decisions =
                new RewrittenLog(journal, LogName.ORDERS).messages().size();
        assertTrue(ran.out().contains(String.format("%,d decisions", decisions)), ran.out());
        assertTrue(ran.out().contains("state hash " + stateHash), ran.out());
        assertEquals("", ran.err(), "no progress bar where nobody looks");
    }

    @Test
    void shouldTellAnotherHash() {
        final Ran ran = replay(journal, "--expect-hash", "1234");
        assertEquals(ExitCode.HASH_DIFFERS.code(), ran.exitCode());
        assertTrue(ran.err().contains(stateHash), ran.err());
    }

    @Test
    void shouldShowTheFirstFieldThatDiffers() {
        final Ran ran = replay(withOrders(messages -> {
            final int last = lastOrder(messages);
            final LiquidationOrderEncoder order =
                    new LiquidationOrderEncoder().wrap(messages.get(last).bytes(), MessageHeaderEncoder.ENCODED_LENGTH);
            order.limitPrice(123_456);
        }));
        assertEquals(ExitCode.REPLAY_DIFFERS.code(), ran.exitCode());
        final List<String> lines = ran.out().lines().toList();
        final String field = lines.get(lines.size() - 1);
        assertTrue(field.matches("  limitPrice +0.00123456 +[0-9.]+"), ran.out());
    }

    @Test
    void shouldTellDecisionsThatAreMissingAtTheEnd() {
        final Ran ran = replay(withOrders(messages -> messages.remove(messages.size() - 1)));
        assertEquals(ExitCode.REPLAY_DIFFERS.code(), ran.exitCode());
        assertTrue(ran.out().contains("orders end before record"), ran.out());
    }

    @Test
    void shouldTellADecisionThatTheInputsDoNotGive() {
        final Ran ran = replay(withOrders(messages -> messages.add(messages.get(messages.size() - 1))));
        assertEquals(ExitCode.REPLAY_DIFFERS.code(), ran.exitCode());
        assertTrue(ran.out().contains("which the inputs do not give"), ran.out());
    }

    @Test
    void shouldCompareNoMoreThanTheStretch() {
        final Path copy =
                withOrders(messages -> messages.subList(0, lastOrder(messages)).clear());
        final Ran whole = replay(copy);
        assertEquals(ExitCode.REPLAY_DIFFERS.code(), whole.exitCode());
        final int inputs = new RewrittenLog(journal, LogName.INPUTS).messages().size();
        final Ran end = replay(copy, "--from", inputs);
        assertEquals(0, end.exitCode(), end.out() + end.err());
        assertTrue(end.out().contains("1 decisions on inputs"), "the state hash of the last marker: " + end.out());
    }

    @Test
    void shouldStopAtAnOrdersCause() {
        final Ran tail = Ran.well("tail", "--journal", journal, "--ndjson");
        final var order = tail.objects().get(0);
        final Ran ran = replay(journal, "--until-order", order.get("id"));
        assertEquals(0, ran.exitCode(), ran.err());
        assertTrue(
                ran.out()
                        .contains(String.format(
                                "to %,d are",
                                Long.parseLong(order.get("causeSequence").toString()))),
                ran.out());
    }

    @Test
    void shouldMakeRoomForALaterRunWithLargerLimits() {
        final Path copy = folder.resolve("larger");
        final RewrittenLog inputs = new RewrittenLog(journal, LogName.INPUTS);
        final List<RewrittenLog.Message> messages = inputs.messages();
        int first = 0;
        while (messages.get(first).templateId() != ReadyDecoder.TEMPLATE_ID) {
            first++;
        }
        final RewrittenLog.Message last = messages.get(messages.size() - 1);
        final byte[] again = messages.get(first).bytes().byteArray().clone();
        final var second = new RewrittenLog.Message(last.eventNs(), new org.agrona.concurrent.UnsafeBuffer(again));
        new ReadyEncoder()
                .wrap(second.bytes(), MessageHeaderEncoder.ENCODED_LENGTH)
                .maxAccounts(100_000);
        messages.add(second);
        inputs.write(copy);
        new RewrittenLog(journal, LogName.ORDERS).write(copy);
        final Ran ran = replay(copy, "--to", messages.size() - 1);
        assertEquals(0, ran.exitCode(), ran.out());
        final Ran further = replay(copy);
        assertEquals(ExitCode.REPLAY_DIFFERS.code(), further.exitCode(), "the second run's own decision is not there");
        assertTrue(further.out().contains("type engineState"), further.out());
    }

    @Test
    void shouldRefuseWhatItCannotUnderstand() {
        assertEquals(2, replay(journal, "--from", "yesterday").exitCode());
        assertEquals(2, replay(journal, "--until-order", "7").exitCode());
        assertEquals(2, replay(journal, "--expect-hash", "xyz").exitCode());
        final Ran nowhere = replay(folder);
        assertEquals(2, nowhere.exitCode());
        assertTrue(nowhere.err().contains("no journal there"), nowhere.err());
    }
}
