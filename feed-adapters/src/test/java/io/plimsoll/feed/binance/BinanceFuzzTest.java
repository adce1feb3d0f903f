package io.plimsoll.feed.binance;

import io.plimsoll.feed.live.FrameFuzz;

class BinanceFuzzTest extends FrameFuzz {
    BinanceFuzzTest() {
        super(BinanceMessages.parser(), new BinanceOracle(), BinanceMessages.GOOD);
    }
}
