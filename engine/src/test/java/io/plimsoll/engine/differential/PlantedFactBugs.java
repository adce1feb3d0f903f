package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.FactFormulas;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Position;
import io.plimsoll.engine.naive.Rulebook;
import io.plimsoll.protocol.codec.FlagReason;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** The part of {@link PlantedBugs} that is about admission, suspicion, limits and room. */
final class PlantedFactBugs {
    private PlantedFactBugs() {}

    private static Supplier<NaiveMarginEngine> with(final FactFormulas formulas) {
        return () -> new NaiveMarginEngine(Rulebook.page().with(formulas));
    }

    static void addTo(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("whose isolated part it is forgotten", with(new FactFormulas() {
            @Override
            protected OptionalLong parent(final OptionalLong stated) {
                return OptionalLong.empty();
            }
        }));
        admission(bugs);
        suspicion(bugs);
        limits(bugs);
        singleFacts(bugs);
        reconciliation(bugs);
    }

    private static void reconciliation(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("differences told of accounts in doubt", with(new FactFormulas() {
            @Override
            protected boolean isReconciled(final boolean isSuspect, final boolean hasBook) {
                return hasBook;
            }
        }));
        bugs.put("differences told of an account's first book", with(new FactFormulas() {
            @Override
            protected boolean isReconciled(final boolean isSuspect, final boolean hasBook) {
                return !isSuspect;
            }
        }));
        bugs.put("costs compared without their funding", with(new FactFormulas() {
            @Override
            protected BigInteger settledCost(final Position position, final BigInteger index) {
                return position.cost();
            }
        }));
        bugs.put("another cost passed over", with(new FactFormulas() {
            @Override
            protected boolean isOtherPosition(
                    final BigInteger quantity, final BigInteger settledCost, final Position theirs) {
                return !quantity.equals(theirs.quantity());
            }
        }));
    }

    private static void admission(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("watermark ignored", with(new FactFormulas() {
            @Override
            protected boolean isDuplicate(final long last, final long sequence) {
                return false;
            }
        }));
        bugs.put("last sequence again taken as new", with(new FactFormulas() {
            @Override
            protected boolean isDuplicate(final long last, final long sequence) {
                return sequence < last;
            }
        }));
        bugs.put("gap ignored", with(new FactFormulas() {
            @Override
            protected boolean isGap(final long last, final long sequence) {
                return false;
            }
        }));
    }

    private static void suspicion(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("snapshot does not end a gap", with(new FactFormulas() {
            @Override
            protected boolean isBeforeGap(final long snapshotSequence, final long gapSequence) {
                return true;
            }
        }));
        bugs.put("suspicion cleared by changing the source", with(new FactFormulas() {
            @Override
            protected boolean isSuspicionKept(final boolean isSuspectByGap, final boolean isOtherSource) {
                return false;
            }
        }));
        bugs.put("suspicion of a gap kept beyond the snapshot", with(new FactFormulas() {
            @Override
            protected boolean isSuspicionKept(final boolean isSuspectByGap, final boolean isOtherSource) {
                return isOtherSource;
            }
        }));
        bugs.put("gap inside a snapshot forgiven", with(new FactFormulas() {
            @Override
            protected long snapshotSequence(final long first, final long last) {
                return last;
            }
        }));
        bugs.put("gap at the first record of a snapshot not forgiven", with(new FactFormulas() {
            @Override
            protected long snapshotSequence(final long first, final long last) {
                return first - 1;
            }
        }));
    }

    private static void limits(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("limit itself refused", with(new FactFormulas() {
            @Override
            protected boolean isBeyond(final BigInteger value, final BigInteger limit) {
                return value.abs().compareTo(limit) >= 0;
            }
        }));
        bugs.put("one beyond a limit let in", with(new FactFormulas() {
            @Override
            protected boolean isBeyond(final BigInteger value, final BigInteger limit) {
                return super.isBeyond(value, limit.add(BigInteger.ONE));
            }
        }));
        bugs.put("negative side of a limit forgotten", with(new FactFormulas() {
            @Override
            protected boolean isBeyond(final BigInteger value, final BigInteger limit) {
                return value.compareTo(limit) > 0;
            }
        }));
        bugs.put("65 legs", with(new FactFormulas() {
            @Override
            protected boolean isTooManyLegs(final int legs) {
                return legs > 65;
            }
        }));
        bugs.put("room refused to what needs no more than now", with(new FactFormulas() {
            @Override
            protected boolean isOutOfRoom(final long legsNow, final long legsThen, final long maxLegs) {
                return legsThen > maxLegs;
            }
        }));
        bugs.put("the last leg refused", with(new FactFormulas() {
            @Override
            protected boolean isOutOfRoom(final long legsNow, final long legsThen, final long maxLegs) {
                return super.isOutOfRoom(legsNow, legsThen, maxLegs - 1);
            }
        }));
    }

    private static void singleFacts(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("funding refused for its kind before its size", with(new FactFormulas() {
            @Override
            protected Optional<FlagReason> fundingRefusal(final boolean isBeyondLimit, final boolean hasFunding) {
                return hasFunding ? super.fundingRefusal(isBeyondLimit, true) : Optional.of(FlagReason.FUNDING_NOT_DUE);
            }
        }));
        bugs.put("counterparty left out with a refused account", with(new FactFormulas() {
            @Override
            protected boolean isCounterpartyFilled(final boolean isOwnApplied) {
                return isOwnApplied;
            }
        }));
        bugs.put("zero in a snapshot takes nothing back", with(new FactFormulas() {
            @Override
            protected boolean replacesStaged(final BigInteger amount) {
                return amount.signum() != 0;
            }
        }));
    }
}
