package io.plimsoll.daemon.venue;

import io.plimsoll.feed.fact.AccountOpened;
import io.plimsoll.feed.fact.AccountSnapshot;
import io.plimsoll.feed.fact.Fact;
import io.plimsoll.feed.fact.Fill;
import io.plimsoll.feed.fact.Transfer;
import io.plimsoll.protocol.codec.AccountRole;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** What the venue's customers do: open accounts, each a little less indebted than the one before, trade, and pay in. One thread. */
public final class Trading {
    /** Who takes the other side of liquidations. */
    public static final long DESK_ID = 1_000_000;

    private static final long MICROS = 1_000_000;
    private static final long DESK_DOLLARS = 500_000_000 * MICROS;
    private static final long OPENING_QUANTITY = 100; // a tenth of a coin
    private static final long LOW_DOLLARS = 500 * MICROS;
    private static final int MAX_TRADE = 100;

    private final VenueLedger ledger;
    private final Consumer<Fact> facts;
    private final SplittableRandom random;

    public Trading(final VenueLedger ledger, final Consumer<Fact> facts, final long seed) {
        this.ledger = ledger;
        this.facts = facts;
        this.random = new SplittableRandom(seed);
    }

    /** The desk, and accounts with equity of 5.6 % to 20 % of what they hold: they fall below 5 % one after another. */
    public void open(final int accounts) {
        facts.accept(new AccountOpened(Market.SOURCE, next(), DESK_ID, AccountRole.LIQUIDATOR, "desk"));
        snapshot(DESK_ID, DESK_DOLLARS, List.of());
        for (int i = 1; i <= accounts; i++) {
            facts.accept(new AccountOpened(Market.SOURCE, next(), i, AccountRole.TRADER, "a" + i));
            final Market market = i % 4 == 0 ? Market.ETH : Market.BTC;
            final long cost = OPENING_QUANTITY * market.firstPrice();
            final long perMille = 56 + 144L * i / accounts;
            final AccountSnapshot.Position position =
                    new AccountSnapshot.Position(market.instrumentId(), OPENING_QUANTITY, BigInteger.valueOf(cost));
            snapshot(i, cost * Market.MICROS_PER_COST * perMille / 1_000, List.of(position));
        }
    }

    /** One trade between two customers, or a deposit of one who runs out of dollars. */
    public void trade() {
        final List<VenueLedger.Account> traders = ledger.traders();
        final VenueLedger.Account buyer = traders.get(random.nextInt(traders.size()));
        final VenueLedger.Account seller = traders.get(random.nextInt(traders.size()));
        final Market market = random.nextInt(4) == 0 ? Market.ETH : Market.BTC;
        final long price = market.firstPrice() + market.firstPrice() / 1_000 * random.nextInt(-10, 11);
        final long quantity = random.nextInt(1, MAX_TRADE + 1);
        payIn(buyer);
        payIn(seller);
        if (buyer != seller) {
            fill(buyer, market, quantity, price);
            fill(seller, market, -quantity, price);
        }
    }

    /** What every account holds, as an authority says it. */
    public void snapshots() {
        for (final long id : new ArrayList<>(ledger.accounts().keySet())) {
            ledger.snapshot(id).facts().forEach(facts);
        }
    }

    private void payIn(final VenueLedger.Account account) {
        if (account.dollars < LOW_DOLLARS) {
            final long amount = 2 * LOW_DOLLARS - Math.min(0, account.dollars);
            facts.accept(new Transfer(Market.SOURCE, next(), account.opened.accountId(), Market.DOLLAR, amount));
        }
    }

    private void fill(final VenueLedger.Account account, final Market market, final long quantity, final long price) {
        facts.accept(new Fill(
                Market.SOURCE, next(), account.opened.accountId(), market.instrumentId(), quantity, price, 10_000));
    }

    private void snapshot(final long id, final long dollars, final List<AccountSnapshot.Position> positions) {
        new AccountSnapshot(
                        Market.SOURCE,
                        next(),
                        id,
                        List.of(new AccountSnapshot.Balance(Market.DOLLAR, dollars)),
                        positions)
                .facts()
                .forEach(facts);
    }

    private long next() {
        return ledger.lastSequence() + 1;
    }
}
