package io.plimsoll.benchmarks;

import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.Finder;

/** Who looks for the units that a price may have moved over an edge, and how much of a regime there is time for. */
enum Contestant {
    /** By triggers. */
    INDEX {
        @Override
        Subject make(final EngineCapacity capacity) {
            return new EngineSubject(capacity, Finder.INDEX);
        }

        @Override
        int rounds(final int accounts) {
            return Integer.MAX_VALUE;
        }
    },
    /** By passing over every holder. What it costs hardly depends on how far prices went: where it would take minutes, a part of the way will do. */
    SWEEP {
        private static final int LEAST = 20;

        @Override
        Subject make(final EngineCapacity capacity) {
            return new EngineSubject(capacity, Finder.SWEEP);
        }

        @Override
        int rounds(final int accounts) {
            return (int) Math.max(LEAST, BUDGET_NS / accounts / RevaluationWorld.INSTRUMENTS);
        }
    },
    /** By valuing every unit in numbers of any size, as the tests' oracle does: also at each record of loading, so only small books can be had. */
    NAIVE {
        private static final int NS_A_UNIT = 3_000;
        private static final int SETTLING_PART = 10;

        @Override
        Subject make(final EngineCapacity capacity) {
            return new NaiveSubject();
        }

        @Override
        int rounds(final int accounts) {
            return (int) Math.max(1, BUDGET_NS / accounts / NS_A_UNIT / RevaluationWorld.INSTRUMENTS);
        }

        @Override
        int settlingRounds(final int accounts) {
            return Math.max(1, rounds(accounts) / SETTLING_PART);
        }

        @Override
        int mostAccounts() {
            return MOST_NAIVE_ACCOUNTS;
        }

        @Override
        int warmUpAccounts() {
            return MOST_NAIVE_ACCOUNTS / 100;
        }
    },
    /** Nobody: what the making of the ticks takes, which is in what the others take. */
    NOBODY {
        @Override
        Subject make(final EngineCapacity capacity) {
            return new NothingSubject();
        }

        @Override
        int rounds(final int accounts) {
            return Integer.MAX_VALUE;
        }
    };

    private static final long BUDGET_NS = 20_000_000_000L;
    private static final int MOST_NAIVE_ACCOUNTS = 2_000;
    private static final int WARM_UP_ACCOUNTS = 20_000;

    /** A fresh one. */
    abstract Subject make(EngineCapacity capacity);

    /** Of a regime, so many rounds take about 20 s at most. */
    abstract int rounds(int accounts);

    /** Of the settling before it. */
    int settlingRounds(final int accounts) {
        return RevaluationRegime.SETTLING.rounds();
    }

    /** With more, loading would take minutes. */
    int mostAccounts() {
        return Integer.MAX_VALUE;
    }

    /** Enough to have everything compiled. */
    int warmUpAccounts() {
        return WARM_UP_ACCOUNTS;
    }
}
