package io.plimsoll.daemon.book;

import io.plimsoll.daemon.definitions.AssetSpec;
import io.plimsoll.daemon.definitions.DefinitionRecords;
import io.plimsoll.daemon.definitions.DefinitionSet;
import io.plimsoll.engine.Int128;
import io.plimsoll.feed.InputPort;
import io.plimsoll.protocol.codec.AccountLeverageEncoder;
import io.plimsoll.protocol.codec.AccountOpenedEncoder;
import io.plimsoll.protocol.codec.AccountRole;
import io.plimsoll.protocol.codec.AssetDepositsEncoder;
import io.plimsoll.protocol.codec.BalanceSnapshotEncoder;
import io.plimsoll.protocol.codec.BooleanType;
import io.plimsoll.protocol.codec.FundBalanceEncoder;
import io.plimsoll.protocol.codec.InterestIndexEncoder;
import io.plimsoll.protocol.codec.MarginScaleEncoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.OpenInterestEncoder;
import io.plimsoll.protocol.codec.OpenOrdersEncoder;
import io.plimsoll.protocol.codec.PositionSnapshotEncoder;
import io.plimsoll.protocol.codec.PriceTickEncoder;
import io.plimsoll.protocol.codec.StablePriceEncoder;

/** Writes a book as input records: definitions, first prices, what funds hold, what the venue says of itself, then each account with its snapshot, what they have on order, and the leverages they chose. One thread at a time. */
public final class BookRecords {
    /** The source id of a book's prices and accounts. */
    public static final int SOURCE = 1;

    private final Book book;
    private final InputPort port;
    private final long eventNs;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final PriceTickEncoder tick = new PriceTickEncoder();
    private final AccountOpenedEncoder opened = new AccountOpenedEncoder();
    private final BalanceSnapshotEncoder balance = new BalanceSnapshotEncoder();
    private final PositionSnapshotEncoder position = new PositionSnapshotEncoder();
    private final FundBalanceEncoder fund = new FundBalanceEncoder();
    private final InterestIndexEncoder interestIndex = new InterestIndexEncoder();
    private final OpenInterestEncoder openInterest = new OpenInterestEncoder();
    private final OpenOrdersEncoder openOrders = new OpenOrdersEncoder();
    private final AccountLeverageEncoder leverage = new AccountLeverageEncoder();
    private final StablePriceEncoder stablePrice = new StablePriceEncoder();
    private final AssetDepositsEncoder deposits = new AssetDepositsEncoder();
    private final MarginScaleEncoder marginScale = new MarginScaleEncoder();
    private final Int128 cost = new Int128();
    private long sourceSequence;

    public BookRecords(final Book book, final InputPort port, final long eventNs) {
        this.book = book;
        this.port = port;
        this.eventNs = eventNs;
    }

    /** Publishes everything. */
    public void write() {
        new DefinitionRecords(book.definitions()).write(port, eventNs);
        if (book.scalePpm() != 0) {
            writeMarginScale();
        }
        book.prices().forEach(this::writePrice);
        book.funds().forEach(this::writeFund);
        book.interests().forEach(this::writeInterest);
        book.openInterests().forEach(this::writeOpenInterest);
        book.stablePrices().forEach(this::writeStablePrice);
        book.deposits().forEach(this::writeDeposits);
        final BookAccounts accounts = book.accounts();
        for (int account = 0; account < accounts.count(); account++) {
            final int parent = accounts.parent(account);
            openAccount(
                    accountId(account),
                    accounts.name(account),
                    accounts.role(account),
                    parent == BookAccounts.NO_PARENT
                            ? AccountOpenedEncoder.parentAccountIdNullValue()
                            : accountId(parent));
            final int end = accounts.endLeg(account);
            for (int leg = accounts.firstLeg(account); leg < end; leg++) {
                writeLeg(account, leg, end);
            }
        }
        book.openOrders().forEach(this::writeOpenOrders);
        book.leverages().forEach(this::writeLeverage);
    }

    /** Opens an account that the book does not hold, as the paper liquidator's. */
    public void openAccount(final long accountId, final String name, final AccountRole role) {
        openAccount(accountId, name, role, AccountOpenedEncoder.parentAccountIdNullValue());
    }

    private void openAccount(final long accountId, final String name, final AccountRole role, final long parent) {
        final long slot = port.claim();
        opened.wrapAndApplyHeader(port.buffer(slot), port.messageOffset(slot), header)
                .accountId(accountId)
                .sourceSequence(++sourceSequence)
                .source(SOURCE)
                .role(role)
                .parentAccountId(parent)
                .name(name);
        publish(slot, opened.encodedLength());
    }

    /** The last sequence used in the source, from which a venue that goes on counts. */
    public long lastSourceSequence() {
        return sourceSequence;
    }

    /** The account id of the book's n-th account. */
    public static long accountId(final int account) {
        return account + 1L;
    }

    private void writePrice(final String symbol, final long mantissa) {
        final DefinitionSet.PriceRef ref = book.definitions().price(symbol);
        if (ref == null) {
            return; // the valuation currency, worth 1
        }
        final long slot = port.claim();
        tick.wrapAndApplyHeader(port.buffer(slot), port.messageOffset(slot), header)
                .value(mantissa)
                .confidence(PriceTickEncoder.confidenceNullValue())
                .publishNs(eventNs)
                .receiveNs(eventNs)
                .sourceSequence(0)
                .priceId(ref.id())
                .conflated(0)
                .source(SOURCE)
                .endOfGroup(BooleanType.T);
        publish(slot, tick.encodedLength());
    }

    private void writeMarginScale() {
        final long slot = port.claim();
        marginScale
                .wrapAndApplyHeader(port.buffer(slot), port.messageOffset(slot), header)
                .sourceSequence(++sourceSequence)
                .scalePpm(book.scalePpm())
                .source(SOURCE);
        publish(slot, marginScale.encodedLength());
    }

    private void writeFund(final BookFund holding) {
        final long slot = port.claim();
        fund.wrapAndApplyHeader(port.buffer(slot), port.messageOffset(slot), header)
                .balance(holding.balance())
                .sourceSequence(++sourceSequence)
                .fundId(holding.fundId())
                .assetId(holding.asset().id())
                .source(SOURCE);
        publish(slot, fund.encodedLength());
    }

    private void writeInterest(final BookInterest interest) {
        final long slot = port.claim();
        interestIndex.wrapAndApplyHeader(port.buffer(slot), port.messageOffset(slot), header);
        interestIndex
                .supplyIndex()
                .high(interest.supply().shiftRight(Long.SIZE).longValue())
                .low(interest.supply().longValue());
        interestIndex
                .borrowIndex()
                .high(interest.borrow().shiftRight(Long.SIZE).longValue())
                .low(interest.borrow().longValue());
        interestIndex
                .sourceSequence(++sourceSequence)
                .assetId(interest.asset().id())
                .source(SOURCE);
        publish(slot, interestIndex.encodedLength());
    }

    private void writeOpenInterest(final BookOpenInterest open) {
        final long slot = port.claim();
        openInterest
                .wrapAndApplyHeader(port.buffer(slot), port.messageOffset(slot), header)
                .quantity(open.quantity())
                .sourceSequence(++sourceSequence)
                .instrumentId(open.instrument().id())
                .source(SOURCE);
        publish(slot, openInterest.encodedLength());
    }

    private void writeStablePrice(final BookStablePrice stable) {
        final long slot = port.claim();
        stablePrice
                .wrapAndApplyHeader(port.buffer(slot), port.messageOffset(slot), header)
                .value(stable.value())
                .sourceSequence(++sourceSequence)
                .priceId(stable.priceId())
                .source(SOURCE);
        publish(slot, stablePrice.encodedLength());
    }

    private void writeDeposits(final BookDeposits all) {
        final long slot = port.claim();
        deposits.wrapAndApplyHeader(port.buffer(slot), port.messageOffset(slot), header)
                .amount(all.amount())
                .sourceSequence(++sourceSequence)
                .assetId(all.asset().id())
                .source(SOURCE);
        publish(slot, deposits.encodedLength());
    }

    private void writeOpenOrders(final BookOpenOrders open) {
        final long slot = port.claim();
        openOrders
                .wrapAndApplyHeader(port.buffer(slot), port.messageOffset(slot), header)
                .accountId(accountId(open.account()))
                .bids(open.bids())
                .asks(open.asks())
                .sourceSequence(++sourceSequence)
                .instrumentId(open.instrument().id())
                .orders(open.orders())
                .source(SOURCE);
        publish(slot, openOrders.encodedLength());
    }

    private void writeLeverage(final BookLeverage chosen) {
        final long slot = port.claim();
        leverage.wrapAndApplyHeader(port.buffer(slot), port.messageOffset(slot), header)
                .accountId(accountId(chosen.account()))
                .leveragePpm(chosen.leveragePpm())
                .sourceSequence(++sourceSequence)
                .instrumentId(chosen.instrument().id())
                .source(SOURCE);
        publish(slot, leverage.encodedLength());
    }

    private void writeLeg(final int account, final int leg, final int endLeg) {
        final BookAccounts accounts = book.accounts();
        final BooleanType first = leg == accounts.firstLeg(account) ? BooleanType.T : BooleanType.F;
        final BooleanType last = leg == endLeg - 1 ? BooleanType.T : BooleanType.F;
        final long slot = port.claim();
        if (accounts.isPosition(leg)) {
            position.wrapAndApplyHeader(port.buffer(slot), port.messageOffset(slot), header)
                    .accountId(accountId(account))
                    .quantity(accounts.units(leg));
            accounts.cost(leg, cost);
            position.cost().high(cost.high()).low(cost.low());
            position.sourceSequence(++sourceSequence)
                    .instrumentId(book.definitions()
                            .instruments()
                            .get(accounts.definition(leg))
                            .id())
                    .source(SOURCE)
                    .first(first)
                    .last(last);
            publish(slot, position.encodedLength());
        } else {
            final AssetSpec asset = book.definitions().assets().get(accounts.definition(leg));
            balance.wrapAndApplyHeader(port.buffer(slot), port.messageOffset(slot), header)
                    .accountId(accountId(account))
                    .amount(accounts.units(leg))
                    .sourceSequence(++sourceSequence)
                    .assetId(asset.id())
                    .source(SOURCE)
                    .first(first)
                    .last(last);
            publish(slot, balance.encodedLength());
        }
    }

    private void publish(final long slot, final int bodyLength) {
        port.publish(slot, MessageHeaderEncoder.ENCODED_LENGTH + bodyLength, System.nanoTime(), eventNs);
    }
}
