package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Numbers;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.engine.naive.State;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.AssetDepositsDecoder;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.StablePriceDecoder;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.agrona.DirectBuffer;

/** Places that stable prices and deposits reach. */
final class StableObserver implements Observer {
    private final State state;
    private final Coverage coverage;

    StableObserver(final NaiveMarginEngine engine, final Coverage coverage) {
        this.state = engine.state();
        this.coverage = coverage;
    }

    @Override
    public void before(final DirectBuffer buffer, final int offset) {}

    @Override
    public void after(final DirectBuffer buffer, final int offset, final List<Output> outputs) {
        final int record = Frame.templateId(buffer, offset);
        for (final Output output : outputs) {
            if (output instanceof Output.InputFlagged flag && flag.reason() == FlagReason.OVER_LIMIT) {
                coverage.hitIf(record == StablePriceDecoder.TEMPLATE_ID, Place.STABLE_PRICE_REFUSED);
                coverage.hitIf(record == AssetDepositsDecoder.TEMPLATE_ID, Place.DEPOSITS_REFUSED);
            } else if (output instanceof Output.Order order) {
                order(state.units().get(order.accountId()));
            }
        }
    }

    private void order(final Unit unit) {
        unit.legs().positions().forEach((id, position) -> {
            final long priceId = state.definitions().instruments().get(id).priceId();
            final int side = compareToStable(priceId);
            final boolean isLong = position.quantity().signum() > 0;
            coverage.hitIf(isLong && side > 0, Place.ORDER_OF_A_LONG_AT_STABLE_PRICE);
            coverage.hitIf(!isLong && side < 0, Place.ORDER_OF_A_SHORT_AT_STABLE_PRICE);
            coverage.hitIf(isLong ? side < 0 : side > 0, Place.ORDER_AT_PRICE_WORSE_THAN_STABLE);
        });
        unit.legs().balances().forEach((id, balance) -> {
            final Asset asset = state.definitions().assets().get(id);
            coverage.hitIf(balance.signum() > 0 && isPastCap(asset), Place.ORDER_BESIDE_SHRUNK_WEIGHT);
        });
    }

    // the price in force against the stable one; 0 where there is none
    private int compareToStable(final long priceId) {
        final Optional<BigInteger> price = state.prices().of(priceId);
        return price.isEmpty()
                ? 0
                : state.stablePrice(priceId).map(price.get()::compareTo).orElse(0);
    }

    private boolean isPastCap(final Asset asset) {
        final Optional<BigInteger> price = state.prices().of(asset.priceId());
        return StableWorlds.isCapped(asset)
                && price.isPresent()
                && state.deposits(asset.id())
                                .multiply(price.get())
                                .multiply(Numbers.MILLION)
                                .divide(Numbers.tenTo(asset.decimals() + asset.priceDecimals()))
                                .compareTo(BigInteger.valueOf(asset.terms().depositCapMicros()))
                        > 0;
    }
}
