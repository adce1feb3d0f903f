package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.protocol.codec.AccountRole;
import io.plimsoll.protocol.codec.EngineMode;
import io.plimsoll.protocol.codec.EngineStatus;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** Kill, arm, ready, epochs, timers and markers at any moment; capacities that run full, and later rise. */
final class OperatorScenarios {
    private OperatorScenarios() {}

    static void kill(final Script script) {
        script.then(out -> out.kill("operator", "drill"));
        PriceMoves.unchanged(script); // says nothing, although many a unit would now be withheld another reason
    }

    static void arm(final Script script) {
        script.then(out -> out.arm("operator", "all is well"));
    }

    /** A restart: the same capacities, perhaps another mode. */
    static void ready(final Script script) {
        script.then(out ->
                ready(script, out, script.world().maxAccounts(), script.world().maxLegs()));
        PriceMoves.unchanged(script);
    }

    private static void ready(final Script script, final InputRecords out, final long accounts, final long legs) {
        final EngineMode mode = script.dice().oneIn(3) ? EngineMode.SHADOW : EngineMode.LIVE;
        final long orders = script.dice().oneIn(5)
                ? Math.max(0, inFlight(script) + script.dice().between(-1L, 1L))
                : script.world().maxOrdersInFlight();
        out.ready(mode, accounts, legs, orders);
    }

    private static int inFlight(final Script script) {
        return script.state().orders().size() + script.state().seizures().size();
    }

    /** Back to work: if a capacity ran full, a restart that may or may not raise the right one; then armed. */
    static void heal(final Script script) {
        if (script.state().status().current() == EngineStatus.HALTED) {
            script.then(out -> ready(
                    script,
                    out,
                    another(
                            script,
                            script.state().status().maxAccounts(),
                            script.world().maxAccounts()),
                    another(
                            script,
                            script.state().status().maxLegs(),
                            script.world().maxLegs())));
        }
        arm(script);
    }

    private static long another(final Script script, final long now, final long comfortable) {
        return switch (script.dice().below(6)) {
            case 0 -> now;
            case 1 -> now - 1;
            default -> now < comfortable ? comfortable : now;
        };
    }

    /** Room for the accounts that are there, at times not even for those; then one more account. */
    static void fillAccounts(final Script script) {
        final int lacking = script.dice().oneIn(6) ? 1 : 0;
        script.then(out -> ready(
                script,
                out,
                script.state().units().size() - lacking,
                script.world().maxLegs()));
        arm(script);
        final long accountId = World.STRANGERS + script.dice().below(1_000_000);
        script.then(out -> {
            if (script.dice().oneIn(2)) {
                script.transfer(out, accountId, World.CASH, BigInteger.TEN);
            } else {
                final int source = script.source(accountId);
                out.accountOpened(accountId, AccountRole.TRADER, "late", source, script.next(source));
            }
        });
    }

    /** Room for the legs that are there, at times not even for those; then one more leg. */
    static void fillLegs(final Script script) {
        final int lacking = script.dice().oneIn(3) ? 1 : 0;
        script.then(out ->
                ready(script, out, script.world().maxAccounts(), script.state().legCount() - lacking));
        arm(script);
        if (script.dice().oneIn(2)) {
            Trading.transfer(script); // where it needs no more legs than there are, it is let in
            Trading.reduce(script);
        }
        final int more = script.dice().between(1, 3); // only the first halts
        for (int i = 0; i < more; i++) {
            script.unit(unit -> missingAsset(script, unit).isPresent())
                    .ifPresent(unit -> script.then(out -> oneMoreLeg(script, out, unit)));
        }
        if (script.dice().oneIn(2)) {
            SnapshotScenarios.renew(script);
        }
    }

    private static void oneMoreLeg(final Script script, final InputRecords out, final Unit unit) {
        final long assetId = missingAsset(script, unit).map(Asset::id).orElse(World.CASH);
        script.transfer(out, unit.accountId(), assetId, BigInteger.ONE);
    }

    private static Optional<Asset> missingAsset(final Script script, final Unit unit) {
        final List<Asset> missing = script.state().definitions().assets().values().stream()
                .filter(asset -> !unit.legs().balances().containsKey(asset.id()))
                .toList();
        return missing.isEmpty() ? Optional.empty() : Optional.of(script.dice().pick(missing));
    }

    static void epoch(final Script script) {
        script.then(out -> out.epoch(script.state().status().epoch() + 1));
    }

    static void timer(final Script script) {
        script.then(out -> out.timer(out.eventNs()));
    }

    static void marker(final Script script) {
        script.then(out -> out.marker(out.sequence()));
    }
}
