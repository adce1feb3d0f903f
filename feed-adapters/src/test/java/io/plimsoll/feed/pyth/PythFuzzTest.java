package io.plimsoll.feed.pyth;

import io.plimsoll.feed.live.FrameFuzz;

class PythFuzzTest extends FrameFuzz {
    PythFuzzTest() {
        super(PythMessages.parser(), new PythOracle(), PythMessages.GOOD);
    }
}
