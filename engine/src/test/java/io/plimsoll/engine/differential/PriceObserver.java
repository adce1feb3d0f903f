package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definitions;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.engine.naive.Prices.Accepted;
import io.plimsoll.engine.naive.Valuer;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.PriceTickDecoder;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.agrona.DirectBuffer;

/** Places that ticks reach. */
final class PriceObserver implements Observer {
    private static final BigInteger FIVE = BigInteger.valueOf(5);

    private final NaiveMarginEngine engine;
    private final Coverage coverage;
    private Optional<Accepted> before = Optional.empty();

    PriceObserver(final NaiveMarginEngine engine, final Coverage coverage) {
        this.engine = engine;
        this.coverage = coverage;
    }

    @Override
    public void before(final DirectBuffer buffer, final int offset) {
        if (Frame.templateId(buffer, offset) == PriceTickDecoder.TEMPLATE_ID) {
            before = engine.state().prices().lastAccepted(tick(buffer, offset).priceId());
        }
    }

    @Override
    public void after(final DirectBuffer buffer, final int offset, final List<Output> outputs) {
        if (Frame.templateId(buffer, offset) != PriceTickDecoder.TEMPLATE_ID) {
            return;
        }
        final PriceTickDecoder tick = tick(buffer, offset);
        final Optional<Accepted> now = engine.state().prices().lastAccepted(tick.priceId());
        if (now.equals(before)) {
            coverage.hitIf(outputs.isEmpty(), Place.PRICE_REFUSED_AGAIN_SILENTLY);
            return;
        }
        accepted(tick, now.orElseThrow());
    }

    private void accepted(final PriceTickDecoder tick, final Accepted now) {
        final boolean isFelt = !engine.touchedValuations().isEmpty();
        before.ifPresent(last -> {
            final BigInteger move = now.value().subtract(last.value()).abs();
            coverage.hitIf(isFelt && move.multiply(FIVE).compareTo(last.value()) > 0, Place.PRICE_GAP);
            coverage.hitIf(move.signum() == 0 && isUsed(tick.priceId()), Place.PRICE_UNCHANGED);
            coverage.hitIf(now.publishNs() == last.publishNs(), Place.PRICE_ACCEPTED_AT_SAME_TIME);
        });
        final Definitions definitions = engine.state().definitions();
        final long priceId = tick.priceId();
        final boolean ofCollateral =
                definitions.assets().values().stream().anyMatch(asset -> asset.priceId() == priceId);
        final boolean ofInstrument = definitions.instruments().values().stream()
                .anyMatch(instrument -> instrument.priceId() == priceId && isAtLimit(now, instrument.maxPrice()));
        coverage.hitIf(isFelt && ofInstrument, Place.PRICE_AT_LIMIT);
        coverage.hitIf(
                isFelt
                        && ofCollateral
                        && definitions.instruments().values().stream()
                                .anyMatch(instrument -> instrument.priceId() == priceId),
                Place.PRICE_OF_COLLATERAL_AND_INSTRUMENT);
        coverage.hitIf(
                isFelt
                        && definitions.instruments().values().stream()
                                .anyMatch(instrument ->
                                        definitions.settlement(instrument).priceId() == priceId),
                Place.PRICE_OF_SETTLEMENT_ASSET);
    }

    private boolean isUsed(final long priceId) {
        final Valuer valuer = Valuer.of(engine.state());
        return engine.state().units().values().stream()
                .anyMatch(unit -> valuer.priceIds(unit.legs()).contains(priceId));
    }

    private static boolean isAtLimit(final Accepted tick, final BigInteger limit) {
        return tick.value().equals(limit);
    }

    private static PriceTickDecoder tick(final DirectBuffer buffer, final int offset) {
        return new PriceTickDecoder()
                .wrapAndApplyHeader(buffer, offset + Frame.HEADER_LENGTH, new MessageHeaderDecoder());
    }
}
