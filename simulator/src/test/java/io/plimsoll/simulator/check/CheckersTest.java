package io.plimsoll.simulator.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.plimsoll.daemon.chain.RunRecords;
import io.plimsoll.daemon.venue.Market;
import io.plimsoll.daemon.venue.VenueLedger;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.feed.InputPort;
import io.plimsoll.feed.fact.AccountOpened;
import io.plimsoll.journal.Durability;
import io.plimsoll.journal.LogName;
import io.plimsoll.protocol.codec.AccountRole;
import io.plimsoll.protocol.codec.KillOrigin;
import io.plimsoll.simulator.Host;
import io.plimsoll.simulator.Machine;
import io.plimsoll.simulator.Violation;
import io.plimsoll.simulator.Wiring;
import io.plimsoll.simulator.world.SimulatedClock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The checkers that no planted bug comes to, because another one sees it first, can fail as well. */
@Timeout(20)
class CheckersTest {
    @Test
    void shouldNoticeThatADurableRecordIsGone() {
        final Survivors nothing = new Survivors(
                true,
                Map.of(LogName.INPUTS, List.of(), LogName.ORDERS, List.of()),
                Map.of(LogName.INPUTS, 1L, LogName.ORDERS, 0L));
        assertNoticedBy(DurableSurvives.class, () -> new DurableSurvives().onSurvivors(nothing));
    }

    @Test
    void shouldNoticeThatALatchIsReleasedByNobody() {
        final Host host = new Host(Durability.PAGE_CACHE, Wiring.HEALTHY, step -> {}, new SimulatedClock(0));
        host.start();
        final RunRecords records = new RunRecords(host.machine().port());
        records.arm(Machine.OWN_NAME, "every price is fresh", InputPort.LIVE_TIME);
        records.kill(KillOrigin.CLI, "ada", "drill", InputPort.LIVE_TIME);
        assertNoticedBy(
                KillHolds.class, () -> records.arm(Machine.OWN_NAME, "every price is fresh", InputPort.LIVE_TIME));
    }

    @Test
    void shouldNoticeAnAccountThatTheEngineDoesNotHave() {
        final VenueLedger ledger = new VenueLedger();
        ledger.apply(new AccountOpened(Market.SOURCE, 1, 1, AccountRole.TRADER, "a1"));
        final MarginEngine empty = new MarginEngine(Machine.CAPACITY);
        assertNoticedBy(LedgerAgrees.class, () -> new LedgerAgrees(ledger, () -> empty).onConverged());
    }

    private static void assertNoticedBy(final Class<? extends Checker> checker, final Runnable broken) {
        final Violation violation = assertThrows(Violation.class, broken::run);
        assertEquals(checker.getSimpleName(), violation.checker());
    }
}
