package io.plimsoll.simulator.check;

import io.plimsoll.daemon.venue.Market;
import io.plimsoll.daemon.venue.VenueLedger;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.engine.MarginView;
import io.plimsoll.engine.UnitMargin;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Once every fault has healed the engine holds for each account what the venue says: no fill was forgotten, none counted twice. */
public final class LedgerAgrees implements Checker {
    private final VenueLedger ledger;
    private final Supplier<MarginEngine> engine;

    public LedgerAgrees(final VenueLedger ledger, final Supplier<MarginEngine> engine) {
        this.ledger = ledger;
        this.engine = engine;
    }

    @Override
    public void onConverged() {
        final MarginView view = engine.get().view();
        if (view.unitCount() != ledger.accounts().size()) {
            throw violation(
                    view.unitCount() + " accounts of " + ledger.accounts().size());
        }
        final UnitMargin margin = new UnitMargin();
        for (int unit = 0; unit < view.unitCount(); unit++) {
            final Map<String, Long> held = new HashMap<>();
            view.compute(unit, margin);
            view.forEachPosition(unit, margin, position -> held.put(position.symbol(), position.quantity()));
            final VenueLedger.Account account = ledger.accounts().get(view.accountId(unit));
            for (final Market market : Market.values()) {
                final long expected = account.quantity(market.instrumentId());
                if (held.getOrDefault(market.symbol(), 0L) != expected) {
                    throw violation("account " + view.accountId(unit) + " holds " + held + ", the venue says "
                            + expected + " " + market.symbol());
                }
            }
        }
    }
}
