package io.plimsoll.engine;

import io.plimsoll.protocol.codec.Disposition;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.FundBalanceDecoder;
import io.plimsoll.protocol.codec.FundPaymentDecoder;

/** Applies what the venue says of insurance funds (docs/internals/waterfall.md, Funds). Engine thread. */
final class FundFacts {
    private final Catalog catalog;
    private final Waterfall waterfall;
    private final Funds funds;
    private final Draws draws;
    private final Ledger ledger;
    private final AccountFacts facts;

    FundFacts(final EngineState state, final Ledger ledger, final AccountFacts facts) {
        this.catalog = state.catalog;
        this.waterfall = state.waterfall;
        this.funds = waterfall.funds;
        this.draws = waterfall.draws;
        this.ledger = ledger;
        this.facts = facts;
    }

    void onFundBalance(final FundBalanceDecoder fact, final FiredUnits touched) {
        final Factor asset = catalog.asset((int) fact.assetId());
        final int fund = (int) fact.fundId();
        final FlagReason refusal;
        if (asset == null) {
            refusal = FlagReason.UNKNOWN_ASSET;
        } else if (fact.balance() < 0 || fact.balance() > asset.maxUnits) {
            refusal = FlagReason.OVER_LIMIT;
        } else if (!funds.hasRoom(fund, asset, fact.balance())) {
            refusal = FlagReason.OVER_CAPACITY;
        } else {
            set(fund, asset, fact.balance(), touched);
            return;
        }
        facts.flag(Disposition.REFUSED, refusal, fact.source(), Outputs.NO_ACCOUNT, fact.assetId());
    }

    void onFundPayment(final FundPaymentDecoder fact, final FiredUnits touched) {
        final int source = fact.source();
        final int unit = facts.findOrCreate(fact.accountId(), source);
        if (unit == Units.UNKNOWN) {
            return;
        }
        final Factor asset = catalog.asset((int) fact.assetId());
        if (asset == null) {
            facts.refuse(unit, FlagReason.UNKNOWN_ASSET, source, fact.assetId(), touched);
            return;
        }
        final int fund = (int) fact.fundId();
        final long amount = fact.amount();
        if (!ledger.isWithin(unit, asset, amount) || !isWithin(asset, funds.balance(fund, asset) - amount)) {
            facts.refuse(unit, FlagReason.OVER_LIMIT, source, fact.assetId(), touched);
            return;
        }
        final long left = funds.balance(fund, asset) - amount;
        if (!funds.hasRoom(fund, asset, left)) {
            facts.refuse(unit, FlagReason.OVER_CAPACITY, source, fact.assetId(), touched);
            return;
        }
        final FlagReason refusal = ledger.transfer(unit, asset, amount);
        if (refusal != null) {
            facts.refuseByLedger(unit, refusal, source, fact.assetId(), touched);
            return;
        }
        set(fund, asset, left, touched);
        facts.applied(unit, source, touched);
        if (amount > 0) {
            payDraw(unit, fund, asset, fact);
        }
    }

    private static boolean isWithin(final Factor asset, final long balance) {
        return balance >= 0 && balance <= asset.maxUnits;
    }

    // What a fund comes to hold may cover what was covered by none.
    private void set(final int fund, final Factor asset, final long balance, final FiredUnits touched) {
        final boolean isRaised = balance > funds.balance(fund, asset);
        funds.set(fund, asset, balance);
        if (isRaised) {
            waterfall.uncovered.collect(asset, touched);
        }
    }

    private void payDraw(final int unit, final int fund, final Factor asset, final FundPaymentDecoder fact) {
        final int draw = draws.find(unit, fund, asset, fact.drawEpoch(), fact.drawSequence(), fact.drawOrdinal());
        if (draw != Draws.NONE && !draws.pay(unit, draw, fact.amount())) {
            facts.suspect(unit, FlagReason.FILL_BEYOND_ORDER, fact.source(), fact.assetId());
        }
    }
}
