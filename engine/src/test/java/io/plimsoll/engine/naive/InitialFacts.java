package io.plimsoll.engine.naive;

import io.plimsoll.protocol.codec.AssetDepositsDecoder;
import io.plimsoll.protocol.codec.Disposition;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.StablePriceDecoder;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalLong;

/** The page on initial margin: facts about no account. */
final class InitialFacts {
    private final State state;
    private final InitialFormulas formulas;

    InitialFacts(final State state, final Rulebook rules) {
        this.state = state;
        this.formulas = rules.initial();
    }

    void stablePrice(final StablePriceDecoder record, final Event event) {
        final long id = record.priceId();
        final BigInteger price = BigInteger.valueOf(record.value());
        final Optional<FlagReason> refusal = Optional.of(id)
                .filter(any -> any != 0)
                .flatMap(state.definitions::maxPrice)
                .map(max -> formulas.stableRefusal(price, max))
                .orElse(Optional.of(FlagReason.PRICE_UNKNOWN_ID));
        if (refusal.isPresent()) {
            refuse(refusal.get(), id, event);
        } else if (price.signum() == 0) {
            state.stablePrices.remove(id);
        } else {
            state.stablePrices.put(id, price);
        }
    }

    void deposits(final AssetDepositsDecoder record, final Event event) {
        final long id = record.assetId();
        final BigInteger amount = BigInteger.valueOf(record.amount());
        final Optional<FlagReason> refusal = state.definitions.assets().containsKey(id)
                ? formulas.depositRefusal(amount)
                : Optional.of(FlagReason.UNKNOWN_ASSET);
        if (refusal.isPresent()) {
            refuse(refusal.get(), id, event);
        } else {
            state.deposits.put(id, amount);
        }
    }

    private static void refuse(final FlagReason reason, final long subject, final Event event) {
        event.flag(Disposition.REFUSED, reason, OptionalLong.empty(), OptionalLong.of(subject));
    }
}
