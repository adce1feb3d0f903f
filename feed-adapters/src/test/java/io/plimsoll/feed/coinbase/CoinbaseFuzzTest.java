package io.plimsoll.feed.coinbase;

import io.plimsoll.feed.live.FrameFuzz;

class CoinbaseFuzzTest extends FrameFuzz {
    CoinbaseFuzzTest() {
        super(CoinbaseMessages.parser(), new CoinbaseOracle(), CoinbaseMessages.GOOD);
    }
}
