package io.plimsoll.engine.naive;

import java.math.BigInteger;
import java.util.Optional;

/** What a venue said of itself, on which initial margin hangs. */
public interface VenueState {
    /** What is open of an instrument, at Q. */
    BigInteger openInterest(long instrumentId);

    /** The price of a price id that follows the market slowly; empty: it told none. */
    Optional<BigInteger> stablePrice(long priceId);

    /** What all accounts own of an asset. */
    BigInteger deposits(long assetId);
}
