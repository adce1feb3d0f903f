package io.plimsoll.daemon.venue;

import io.plimsoll.feed.fact.AccountOpened;
import io.plimsoll.feed.fact.AccountSnapshot;
import io.plimsoll.feed.fact.BalanceSnapshot;
import io.plimsoll.feed.fact.Fact;
import io.plimsoll.feed.fact.Fill;
import io.plimsoll.feed.fact.Funding;
import io.plimsoll.feed.fact.LiquidationFill;
import io.plimsoll.feed.fact.PositionSnapshot;
import io.plimsoll.feed.fact.Transfer;
import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.AccountRole;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who holds what, as the venue has it: the authority of which the daemon keeps a replica. Knows its facts by sequence, so that
 * reading its own journal again, copies included, ends where it was. One thread.
 */
public final class VenueLedger {
    private final Map<Long, Account> accounts = new TreeMap<>();
    private final Map<OrderId, Long> filledOrders = new HashMap<>();
    private long lastSequence;

    /** What one account holds, by instrument id. */
    public static final class Account {
        final AccountOpened opened;
        final Map<Integer, Holding> holdings = new TreeMap<>();
        long dollars;

        Account(final AccountOpened opened) {
            this.opened = opened;
        }

        /** Signed quantity held, mantissa. */
        public long quantity(final int instrumentId) {
            final Holding holding = holdings.get(instrumentId);
            return holding == null ? 0 : holding.quantity;
        }
    }

    private static final class Holding {
        private long quantity;
        private long cost;
    }

    /** Sequence of the last fact. */
    public long lastSequence() {
        return lastSequence;
    }

    /** Loses sequences, as a venue should not. */
    public void skip(final int sequences) {
        lastSequence += sequences;
    }

    /** By account id. */
    public Map<Long, Account> accounts() {
        return accounts;
    }

    /** What has been filled of an order, signed. */
    public long filled(final OrderId order) {
        return filledOrders.getOrDefault(order, 0L);
    }

    /** Applies a fact; a copy of an earlier one changes nothing. */
    public void apply(final Fact fact) {
        if (fact.sourceSequence() <= lastSequence) {
            return;
        }
        lastSequence = fact.sourceSequence();
        if (fact instanceof AccountOpened opened) {
            accounts.put(opened.accountId(), new Account(opened));
        } else if (fact instanceof Transfer transfer) {
            account(transfer.accountId()).dollars += transfer.amount();
        } else if (fact instanceof Fill fill) {
            trade(fill.accountId(), fill.instrumentId(), fill.quantity(), fill.price(), fill.fee());
        } else if (fact instanceof LiquidationFill fill) {
            filledOrders.merge(fill.order(), fill.quantity(), Long::sum);
            trade(fill.accountId(), fill.instrumentId(), fill.quantity(), fill.price(), fill.fee());
            trade(fill.counterpartyId(), fill.instrumentId(), -fill.quantity(), fill.price(), 0);
        } else if (fact instanceof BalanceSnapshot balance) {
            // of what it holds already, except at the opening
            account(balance.accountId()).dollars = balance.amount();
        } else if (fact instanceof PositionSnapshot position) {
            hold(position.accountId(), position.instrumentId(), position.quantity(), position.cost());
        } else if (fact instanceof Funding) {
            throw new IllegalStateException("this venue has no funding");
        }
    }

    /** All that an account holds. */
    public AccountSnapshot snapshot(final long accountId) {
        final Account account = account(accountId);
        final List<AccountSnapshot.Position> positions = new ArrayList<>();
        account.holdings.forEach((instrument, holding) -> positions.add(
                new AccountSnapshot.Position(instrument, holding.quantity, BigInteger.valueOf(holding.cost))));
        return new AccountSnapshot(
                Market.SOURCE,
                lastSequence + 1,
                accountId,
                List.of(new AccountSnapshot.Balance(Market.DOLLAR, account.dollars)),
                positions);
    }

    /** Traders, in order of id. */
    public List<Account> traders() {
        return accounts.values().stream()
                .filter(account -> account.opened.role() == AccountRole.TRADER)
                .toList();
    }

    private Account account(final long id) {
        return accounts.get(id);
    }

    private void hold(final long accountId, final int instrument, final long quantity, final BigInteger cost) {
        final Holding holding = new Holding();
        holding.quantity = quantity;
        holding.cost = cost.longValueExact();
        account(accountId).holdings.put(instrument, holding);
    }

    // Average cost, as docs/internals/linear-rules.md has it for fills; at these decimals nothing is left over.
    private void trade(
            final long accountId, final int instrument, final long traded, final long price, final long fee) {
        final Account account = account(accountId);
        final Holding holding = account.holdings.computeIfAbsent(instrument, key -> new Holding());
        long rest = traded;
        if (Long.signum(holding.quantity) == -Long.signum(traded)) {
            final long size = Math.min(Math.abs(traded), Math.abs(holding.quantity));
            final long closed = size * Long.signum(traded);
            final long released = Math.floorDiv(Math.multiplyExact(holding.cost, size), Math.abs(holding.quantity));
            account.dollars += Market.MICROS_PER_COST * (-closed * price - released);
            holding.quantity += closed;
            holding.cost -= released;
            rest -= closed;
        }
        holding.quantity += rest;
        holding.cost += rest * price;
        account.dollars -= fee;
        if (holding.quantity == 0) {
            account.holdings.remove(instrument);
        }
    }
}
