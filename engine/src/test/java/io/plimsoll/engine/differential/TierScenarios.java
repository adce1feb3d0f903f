package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definition.MarginTable;
import io.plimsoll.engine.naive.Definition.MarginTable.Tier;
import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.engine.naive.Definitions;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.Sizing;
import io.plimsoll.protocol.terms.InstrumentTerms;
import io.plimsoll.protocol.terms.PlanTerms;
import io.plimsoll.protocol.terms.Terms;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Tables, costs and sizes of plans that change while the stream runs: as they may, and as they may not. */
final class TierScenarios {
    private TierScenarios() {}

    /** Another table under the same id, once or twice in one commit; no record names the instrument, whose rates stay. */
    static void redefine(final Script script) {
        tiered(script, found -> {
            final List<Definition> staged = new ArrayList<>();
            staged.add(TierTables.random(found.tableId(), found, script.dice()));
            if (script.dice().oneIn(2)) {
                staged.add(TierTables.random(found.tableId(), found, script.dice()));
            }
            DefinitionChanges.play(script, staged, 0);
        });
    }

    /** An instrument that gets a table, loses its own, or costs something else to close; V stays as it is. */
    static void change(final Script script) {
        final Definitions definitions = script.state().stated();
        final Instrument old = script.instrument();
        final Dice dice = script.dice();
        final boolean hasTable = dice.oneIn(3) != old.hasTable();
        final Instrument changed = TierWorlds.withTerms(old, hasTable ? (int) old.id() : 0, dice);
        final List<Definition> staged = new ArrayList<>();
        staged.add(changed);
        if (hasTable) {
            staged.add(TierTables.random(old.id(), old, dice));
        }
        if (definitions.replacedBy(staged).valueDecimals() == definitions.valueDecimals()) {
            DefinitionChanges.play(script, staged, 0);
        }
    }

    /** Another size of plans. */
    static void sizing(final Script script) {
        final Profile old = script.state().stated().profile().orElseThrow();
        DefinitionChanges.play(script, List.of(TierWorlds.next(old, old.terms(), script.dice())), 0);
    }

    /** What is refused, and beside it something that would not be. */
    static void invalid(final Script script) {
        tiered(script, found -> {
            final MarginTable table = script.state().stated().tables().get(found.tableId());
            final Definition bad = switch (script.dice().below(3)) {
                case 0 -> badInstrument(script.dice(), found);
                case 1 -> badProfile(script);
                default -> badTable(script.dice(), table);
            };
            DefinitionChanges.play(script, List.of(found, bad), 0);
        });
    }

    private static Definition badInstrument(final Dice dice, final Instrument instrument) {
        final InstrumentEdit edit = new InstrumentEdit(instrument);
        switch (dice.below(5)) {
            case 0 -> edit.terms = edit.terms.map(value -> value == instrument.tableId() ? 99_999 : value);
            case 1 -> edit.initialPpm = edit.initialPpm + (edit.initialPpm == Rates.ONE ? -1 : 1);
            case 2 -> edit.terms = costs(edit, Rates.ONE + 1, 0);
            case 3 -> edit.terms = costs(edit, 0, Rates.ONE + 1);
            default -> edit.terms = costs(edit, dice.of(-1, 0), -1);
        }
        return edit.done();
    }

    private static InstrumentTerms costs(final InstrumentEdit edit, final int penaltyPpm, final int costPpm) {
        return new InstrumentTerms(
                edit.terms.marginTableId(), 0, 0, Rates.ONE, Rates.ONE, 0, 0, penaltyPpm, costPpm, 0, 0);
    }

    private static Definition badProfile(final Script script) {
        final Dice dice = script.dice();
        final PlanTerms plan = switch (dice.below(8)) {
            case 0 -> TierWorlds.plan(Sizing.PORTION, Rates.ONE + 1, 0, Terms.UNBOUNDED, 0);
            case 1 -> TierWorlds.plan(Sizing.PORTION, -1, 0, Terms.UNBOUNDED, 0);
            case 2 -> TierWorlds.plan(Sizing.PORTION, 1, -1, Terms.UNBOUNDED, 0);
            case 3 -> TierWorlds.plan(Sizing.PORTION, 1, 0, 0, 0);
            case 4 -> TierWorlds.plan(Sizing.PORTION, 1, 0, Terms.UNBOUNDED, -1);
            case 5 -> TierWorlds.plan(Sizing.FULL, 1, 0, Terms.UNBOUNDED, 0);
            case 6 -> TierWorlds.plan(Sizing.STOP_MARGIN, 0, 0, 1, 0);
            default -> TierWorlds.plan(Sizing.PORTION, 1, Terms.UNBOUNDED - 1, Terms.UNBOUNDED, 0);
        };
        final Profile old = script.state().stated().profile().orElseThrow();
        return old.withTerms(TierWorlds.with(old.terms(), plan));
    }

    private static MarginTable badTable(final Dice dice, final MarginTable table) {
        final List<Tier> tiers = new ArrayList<>(table.tiers());
        final Tier last = tiers.get(tiers.size() - 1);
        switch (dice.below(8)) {
            case 0 -> tiers.clear();
            case 1 -> tiers.add(new Tier(last.floorMicros(), Rates.ONE, Rates.ONE, Rates.ONE));
            case 2 -> tiers.add(0, new Tier(BigInteger.ONE.negate(), 0, 0, 0));
            case 3 -> tiers.set(0, floor(tiers.get(0), 1));
            case 4 -> tiers.add(lower(last));
            case 5 -> {
                while (tiers.size() <= TierTables.MOST_TIERS) {
                    final Tier tier = tiers.get(tiers.size() - 1);
                    tiers.add(floor(tier, 1));
                }
            }
            case 6 -> tiers.add(new Tier(next(last), Rates.ONE + 1, Rates.ONE, Rates.ONE));
            default -> {
                return new MarginTable(0, tiers);
            }
        }
        return new MarginTable(table.id(), tiers);
    }

    // of rates that are 0 already, one that the order of purposes forbids
    private static Tier lower(final Tier tier) {
        return new Tier(next(tier), tier.initialPpm(), tier.stopPpm(), tier.maintenancePpm() - 1);
    }

    private static Tier floor(final Tier tier, final int micros) {
        return new Tier(
                tier.floorMicros().add(BigInteger.valueOf(micros)),
                tier.initialPpm(),
                tier.stopPpm(),
                tier.maintenancePpm());
    }

    private static BigInteger next(final Tier tier) {
        return tier.floorMicros().add(BigInteger.ONE);
    }

    private static void tiered(final Script script, final Consumer<Instrument> then) {
        final Instrument found = script.instrument(Instrument::hasTable);
        if (found.hasTable()) {
            then.accept(found);
        }
    }
}
