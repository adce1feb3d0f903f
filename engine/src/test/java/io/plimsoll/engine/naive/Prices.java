package io.plimsoll.engine.naive;

import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.PriceTickDecoder;
import java.math.BigInteger;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The page's section "Prices": what was accepted last, by price id, and the streaks of refusals. */
public final class Prices implements PriceSource {
    /** Price id 0: the valuation currency itself, which also stands for all unknown ids in the streaks. */
    private static final long UNKNOWN = 0;

    /** The last accepted tick of a price id. */
    public record Accepted(BigInteger value, long publishNs, int source, long sequence) {}

    private final SortedMap<Long, Accepted> accepted = new TreeMap<>();
    private final SortedMap<Long, FlagReason> lastRefusal = new TreeMap<>();

    @Override
    public Optional<BigInteger> of(final long priceId) {
        return priceId == 0
                ? Optional.of(BigInteger.ONE)
                : Optional.ofNullable(accepted.get(priceId)).map(Accepted::value);
    }

    /** The last accepted tick, if there was one. */
    public Optional<Accepted> lastAccepted(final long priceId) {
        return Optional.ofNullable(accepted.get(priceId));
    }

    /** Takes the tick over unless it is refused; says why it is. */
    Optional<FlagReason> offer(final PriceTickDecoder tick, final Definitions definitions, final Formulas formulas) {
        final Optional<FlagReason> refusal = refusal(tick, definitions, formulas);
        if (refusal.isEmpty()) {
            accepted.put(
                    tick.priceId(),
                    new Accepted(
                            BigInteger.valueOf(tick.value()), tick.publishNs(), tick.source(), tick.sourceSequence()));
            lastRefusal.remove(tick.priceId());
            lastRefusal.remove(UNKNOWN);
        }
        return refusal;
    }

    private Optional<FlagReason> refusal(
            final PriceTickDecoder tick, final Definitions definitions, final Formulas formulas) {
        final Optional<BigInteger> maxPrice = maxPrice(tick.priceId(), definitions);
        if (maxPrice.isEmpty()) {
            return Optional.of(FlagReason.PRICE_UNKNOWN_ID);
        }
        if (tick.value() <= 0) {
            return Optional.of(FlagReason.PRICE_NOT_POSITIVE);
        }
        if (BigInteger.valueOf(tick.value()).compareTo(maxPrice.get()) > 0) {
            return Optional.of(FlagReason.PRICE_ABOVE_LIMIT);
        }
        final boolean older = lastAccepted(tick.priceId())
                .filter(last -> formulas.isOlder(last, tick.publishNs(), tick.source(), tick.sourceSequence()))
                .isPresent();
        return older ? Optional.of(FlagReason.PRICE_OLDER) : Optional.empty();
    }

    /** The limit that every user of the price id declares; none for 0 and for ids that no definition uses. */
    private static Optional<BigInteger> maxPrice(final long priceId, final Definitions definitions) {
        if (priceId == 0) {
            return Optional.empty();
        }
        for (final Definition.Asset asset : definitions.assets().values()) {
            if (asset.priceId() == priceId) {
                return Optional.of(asset.maxPrice());
            }
        }
        for (final Definition.Instrument instrument : definitions.instruments().values()) {
            if (instrument.priceId() == priceId) {
                return Optional.of(instrument.maxPrice());
            }
        }
        return Optional.empty();
    }

    /** Whether this refusal is another than the price id's last one since its last accepted tick. */
    boolean isNewRefusal(final long priceId, final FlagReason reason) {
        final long streak = reason == FlagReason.PRICE_UNKNOWN_ID ? UNKNOWN : priceId;
        return lastRefusal.put(streak, reason) != reason;
    }
}
