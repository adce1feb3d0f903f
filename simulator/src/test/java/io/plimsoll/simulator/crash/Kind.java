package io.plimsoll.simulator.crash;

import io.plimsoll.daemon.venue.Market;
import io.plimsoll.feed.InputPort;
import io.plimsoll.feed.fact.AccountOpened;
import io.plimsoll.feed.fact.BalanceSnapshot;
import io.plimsoll.feed.fact.Fill;
import io.plimsoll.feed.fact.Funding;
import io.plimsoll.feed.fact.LiquidationFill;
import io.plimsoll.feed.fact.PositionSnapshot;
import io.plimsoll.feed.fact.Transfer;
import io.plimsoll.protocol.codec.AccountRole;
import io.plimsoll.protocol.codec.EngineMode;
import io.plimsoll.protocol.codec.EpochReason;
import io.plimsoll.protocol.codec.KillOrigin;
import io.plimsoll.simulator.Machine;
import java.math.BigInteger;

/** The kinds of input, each as one record that has something to decide where its kind allows it. */
enum Kind {
    PRICE {
        @Override
        void write(final Life life) {
            life.price(Life.LOW - Life.LOW / 50);
        }
    },
    REFUSED_PRICE {
        @Override
        void write(final Life life) {
            life.price(-1);
        }
    },
    FILL {
        @Override
        void write(final Life life) {
            life.say(new Fill(Market.SOURCE, life.nextFact(), Life.SICK, BTC, -60, Life.LOW, 0));
        }
    },
    LIQUIDATION_FILL {
        @Override
        void write(final Life life) {
            life.say(new LiquidationFill(
                    Market.SOURCE,
                    life.nextFact(),
                    Life.SICK,
                    LiquidationFill.NO_COUNTERPARTY,
                    BTC,
                    life.order(),
                    -1,
                    Life.LOW,
                    0));
        }
    },
    TRANSFER {
        @Override
        void write(final Life life) {
            life.say(new Transfer(Market.SOURCE, life.nextFact(), Life.WELL, Market.DOLLAR, -Life.FORTUNE));
        }
    },
    FUNDING {
        @Override
        void write(final Life life) {
            life.say(new Funding(Market.SOURCE, life.nextFact(), BTC, Life.LOW / 10));
        }
    },
    ACCOUNT_OPENED {
        @Override
        void write(final Life life) {
            life.say(new AccountOpened(Market.SOURCE, life.nextFact(), Life.WELL, AccountRole.TRADER, "again"));
        }
    },
    BALANCE_SNAPSHOT {
        @Override
        void write(final Life life) {
            life.say(new BalanceSnapshot(Market.SOURCE, life.nextFact(), Life.SICK, Market.DOLLAR, 1, true, true));
        }
    },
    POSITION_SNAPSHOT {
        @Override
        void write(final Life life) {
            life.say(new PositionSnapshot(
                    Market.SOURCE, life.nextFact(), Life.WELL, BTC, 100, BigInteger.valueOf(BTC_COST), true, true));
        }
    },
    TIMER {
        @Override
        void write(final Life life) {
            life.records().timer(1, InputPort.LIVE_TIME);
        }
    },
    MARKER {
        @Override
        void write(final Life life) {
            life.records().marker(1, InputPort.LIVE_TIME);
        }
    },
    KILL {
        @Override
        void write(final Life life) {
            life.records().kill(KillOrigin.CLI, "ada", "drill", InputPort.LIVE_TIME);
        }
    },
    ARM {
        @Override
        void write(final Life life) {
            life.records().arm("ada", "once more", InputPort.LIVE_TIME);
        }
    },
    READY {
        @Override
        void write(final Life life) {
            life.records().ready(EngineMode.LIVE, Machine.CAPACITY, 0, "again", InputPort.LIVE_TIME);
        }
    },
    EPOCH {
        @Override
        void write(final Life life) {
            life.records().epoch(2, EpochReason.REPAIRED, InputPort.LIVE_TIME);
        }
    };

    private static final int BTC = Market.BTC.instrumentId();
    private static final long BTC_COST = 100 * Market.BTC.firstPrice();

    /** Writes the record. */
    abstract void write(Life life);
}
