package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.InterestIndexes;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Numbers;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.engine.naive.State;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.engine.naive.Valuer;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.InterestIndexDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.Verdict;
import java.math.BigInteger;
import java.util.List;
import org.agrona.DirectBuffer;

/** Places that interest reaches. */
final class InterestObserver implements Observer {
    private final NaiveMarginEngine engine;
    private final State state;
    private final Coverage coverage;
    private InterestIndexes before = InterestIndexes.NONE;

    InterestObserver(final NaiveMarginEngine engine, final Coverage coverage) {
        this.engine = engine;
        this.state = engine.state();
        this.coverage = coverage;
    }

    @Override
    public void before(final DirectBuffer buffer, final int offset) {
        if (isOne(buffer, offset)) {
            before = state.interest(assetId(buffer, offset));
        }
    }

    @Override
    public void after(final DirectBuffer buffer, final int offset, final List<Output> outputs) {
        for (final Output output : outputs) {
            if (output instanceof Output.SeizeOrder order) {
                coverage.hitIf(isIndexed(order.debtAssetId()), Place.SEIZE_OF_AN_INDEXED_DEBT);
            } else if (output instanceof Output.SeizeOrderStateChange change) {
                coverage.hitIf(
                        isIndexed(change.debtAssetId()) && change.repaid() > 0, Place.SEIZE_FILL_OF_AN_INDEXED_DEBT);
            }
        }
        if (isOne(buffer, offset)) {
            index(assetId(buffer, offset), outputs);
        }
    }

    private void index(final long assetId, final List<Output> outputs) {
        for (final Output output : outputs) {
            if (output instanceof Output.InputFlagged flag) {
                coverage.hitIf(flag.reason() == FlagReason.OVER_LIMIT, Place.INDEX_REFUSED);
                coverage.hitIf(flag.reason() == FlagReason.INDEX_NOT_DUE, Place.INDEX_NOT_DUE);
            } else if (output instanceof Output.UnitStateChange change) {
                coverage.hitIf(change.current() == Verdict.LIQUIDATE, Place.INDEX_LIQUIDATES);
                coverage.hitIf(change.current() == Verdict.HEALTHY, Place.INDEX_HEALS);
            }
        }
        if (!isIndexed(assetId)) {
            return;
        }
        final InterestIndexes now = state.interest(assetId);
        coverage.hitIf(now.borrow().compareTo(before.borrow()) > 0, Place.INDEX_UP);
        coverage.hitIf(now.supply().compareTo(before.supply()) < 0, Place.INDEX_DOWN);
        final long most = state.definitions().assets().get(assetId).terms().maxIndexPpm();
        coverage.hitIf(now.borrow().equals(BigInteger.valueOf(most).multiply(Numbers.tenTo(21))), Place.INDEX_AT_LIMIT);
        final Valuer valuer = Valuer.of(state);
        for (final long id : engine.touched()) {
            touched(state.units().get(id), assetId, valuer);
        }
    }

    private void touched(final Unit unit, final long assetId, final Valuer valuer) {
        final BigInteger balance = unit.legs().balance(assetId);
        coverage.hitIf(
                balance.signum() > 0
                        && valuer.amount(state.definitions().assets().get(assetId), balance)
                                        .signum()
                                == 0,
                Place.AMOUNT_OF_NOTHING);
        coverage.hitIf(
                unit.isTrader()
                        && valuer.isPriced(unit.legs())
                        && valuer.value(unit.legs()).slack().signum() == 0,
                Place.MAINTENANCE_EXACT_BY_INDEX);
    }

    private boolean isIndexed(final long assetId) {
        return state.definitions().assets().containsKey(assetId)
                && state.definitions().assets().get(assetId).terms().indexed();
    }

    private static boolean isOne(final DirectBuffer buffer, final int offset) {
        return Frame.templateId(buffer, offset) == InterestIndexDecoder.TEMPLATE_ID;
    }

    private static long assetId(final DirectBuffer buffer, final int offset) {
        return new InterestIndexDecoder()
                .wrapAndApplyHeader(buffer, offset + Frame.HEADER_LENGTH, new MessageHeaderDecoder())
                .assetId();
    }
}
