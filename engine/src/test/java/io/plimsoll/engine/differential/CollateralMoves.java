package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition;
import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.MarginTable;
import io.plimsoll.engine.naive.Definitions;
import io.plimsoll.engine.naive.Numbers;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.engine.naive.Valuer;
import io.plimsoll.protocol.terms.Terms;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Balances around caps, edges of weight tiers and caps of domains, by transfer and by price, and definitions that move those. */
final class CollateralMoves {
    private CollateralMoves() {}

    /** Somebody owns as much as is capped, a little beside it, or many times that. */
    static void hold(final Script script) {
        final Asset asset = script.asset(CollateralWorlds::isCounting);
        if (CollateralWorlds.isCounting(asset)) {
            script.unit(Unit::isTrader).ifPresent(unit -> own(script, unit, asset, 500_000, 3_000_000));
        }
    }

    private static void own(
            final Script script, final Unit unit, final Asset asset, final int fromPpm, final int toPpm) {
        final Dice dice = script.dice();
        final BigInteger price = script.price(asset.priceId(), asset.maxPrice());
        final BigInteger micros =
                dice.oneIn(3) ? edge(script, asset) : dice.scaled(edge(script, asset), fromPpm, toPpm);
        final BigInteger amount = micros.multiply(Numbers.tenTo(asset.decimals() + asset.priceDecimals()))
                .divide(price.multiply(Numbers.MILLION))
                .add(BigInteger.valueOf(dice.between(-1, 1)))
                .max(BigInteger.ONE)
                .min(asset.maxBalance());
        script.then(out -> script.transfer(
                out, unit.accountId(), asset.id(), amount.subtract(unit.legs().balance(asset.id()))));
    }

    // A worth from which on something else counts.
    private static BigInteger edge(final Script script, final Asset asset) {
        final List<BigInteger> edges = new ArrayList<>();
        if (asset.terms().valueCapMicros() != Terms.UNBOUNDED) {
            edges.add(BigInteger.valueOf(asset.terms().valueCapMicros()));
        }
        if (asset.terms().domainCapMicros() != Terms.UNBOUNDED) {
            edges.add(BigInteger.valueOf(asset.terms().domainCapMicros())
                    .multiply(Numbers.MILLION)
                    .divide(BigInteger.valueOf(Math.max(1_000, asset.maintenanceWeightPpm()))));
        }
        if (asset.terms().weightTableId() != 0) {
            final MarginTable table = script.state().definitions().tables().get((long)
                    asset.terms().weightTableId());
            edges.add(script.dice().pick(table.tiers()).floorMicros());
        }
        return script.dice().pick(edges).max(BigInteger.ONE);
    }

    /** A unit on a boundary whose collateral is on an edge, which is brought to it; then the price of it moves to either side. */
    static void edge(final Script script) {
        script.unit(Boundaries.isTarget(script).and(unit -> owned(script, unit).isPresent()))
                .ifPresent(unit -> {
                    final Asset asset = owned(script, unit).orElseThrow();
                    bring(script, unit, asset);
                    final Level level = script.dice().of(Level.MAINTENANCE, Level.MAINTENANCE, Level.WARNING);
                    final int offset = script.dice().between(-1, 1);
                    Boundaries.approach(script, unit, level, offset, () -> Valuer.of(script.state()));
                    final BigInteger price =
                            script.state().prices().of(asset.priceId()).orElseThrow();
                    final BigInteger step = script.dice().signed(BigInteger.ONE);
                    for (final BigInteger value : List.of(price.add(step), price, price.subtract(step), price)) {
                        script.then(out -> script.tick(
                                out, asset.priceId(), value.max(BigInteger.ONE).min(asset.maxPrice())));
                    }
                });
    }

    private static Optional<Asset> owned(final Script script, final Unit unit) {
        return unit.legs().balances().entrySet().stream()
                .filter(balance -> balance.getValue().signum() > 0)
                .map(balance -> script.state().definitions().assets().get(balance.getKey()))
                .filter(CollateralWorlds::isCounting)
                .findFirst();
    }

    private static void bring(final Script script, final Unit unit, final Asset asset) {
        final Definitions definitions = script.state().definitions();
        final BigInteger price = script.state().prices().of(asset.priceId()).orElseThrow();
        final Valuer valuer = Valuer.of(script.state());
        final long worth = Script.clamp(valuer.amount(asset, unit.legs().balance(asset.id()))
                .multiply(price)
                .multiply(Numbers.MILLION)
                .divide(Numbers.tenTo(asset.decimals() + asset.priceDecimals()))
                .add(BigInteger.valueOf(script.dice().of(-1, 0, 0, 1)))
                .max(BigInteger.ZERO));
        final List<Definition> staged = new ArrayList<>();
        if (asset.terms().weightTableId() != 0 && !script.dice().oneIn(4)) {
            final MarginTable table =
                    definitions.tables().get((long) asset.terms().weightTableId());
            staged.add(TierTables.withEdge(table, BigInteger.valueOf(worth), script.dice()));
        } else if (asset.terms().valueCapMicros() != Terms.UNBOUNDED) {
            staged.add(edited(asset, Map.of("valueCapMicros", worth)));
        } else if (asset.terms().domainId() != 0) {
            staged.addAll(domain(definitions, asset, worth));
        }
        DefinitionChanges.play(script, staged, 0);
    }

    private static List<Definition> domain(final Definitions definitions, final Asset member, final long capMicros) {
        final List<Definition> members = new ArrayList<>();
        for (final Asset asset : definitions.assets().values()) {
            if (asset.terms().domainId() == member.terms().domainId()) {
                members.add(edited(asset, Map.of("domainCapMicros", capMicros)));
            }
        }
        return members;
    }

    private static Asset edited(final Asset asset, final Map<String, Long> terms) {
        final AssetEdit edit = new AssetEdit(asset);
        edit.terms = CollateralWorlds.with(asset.terms(), terms);
        return edit.done();
    }

    /** The cap of a domain comes to what somebody's assets in it count together, and the price of one moves that across. */
    static void cross(final Script script) {
        final List<Asset> members = script.state().definitions().assets().values().stream()
                .filter(asset -> asset.terms().domainId() != 0)
                .toList();
        if (members.size() < 2) {
            return;
        }
        final Valuer valuer = Valuer.of(script.state());
        script.unit(unit -> unit.isTrader() && ownsTwo(unit, members) && valuer.isPriced(unit.legs()))
                .ifPresentOrElse(
                        unit -> cross(script, unit, members),
                        () -> script.unit(Unit::isTrader)
                                .ifPresent(unit -> members.forEach(asset -> script.then(out -> script.transfer(
                                        out,
                                        unit.accountId(),
                                        asset.id(),
                                        script.dice()
                                                .magnitude(asset.maxBalance())
                                                .subtract(unit.legs().balance(asset.id())))))));
    }

    private static boolean ownsTwo(final Unit unit, final List<Asset> members) {
        return members.stream()
                        .filter(asset -> unit.legs().balance(asset.id()).signum() > 0)
                        .count()
                > 1;
    }

    private static void cross(final Script script, final Unit unit, final List<Asset> members) {
        final Definitions definitions = script.state().definitions();
        final BigInteger micros = Valuer.of(script.state())
                .domains(unit.legs())
                .get(members.get(0).terms().domainId())
                .divide(Numbers.tenTo(definitions.valueDecimals() - Numbers.RATE_DECIMALS));
        final long cap = Script.clamp(script.dice().scaled(micros, 600_000, 1_050_000));
        DefinitionChanges.play(script, domain(definitions, members.get(0), cap), 0);
        if (Boundaries.isTarget(script).test(unit)) {
            final int offset = script.dice().between(-1, 0);
            Boundaries.approach(script, unit, Level.MAINTENANCE, offset, () -> Valuer.of(script.state()));
        }
        for (final Asset asset : members) {
            if (unit.legs().balance(asset.id()).signum() > 0) {
                final BigInteger price = script.price(asset.priceId(), asset.maxPrice());
                for (final int ppm : new int[] {500_000, 1_200_000, 900_000, 1_000_000}) {
                    final BigInteger value = script.dice().scaled(price, ppm, ppm);
                    script.then(out -> script.tick(
                            out, asset.priceId(), value.max(BigInteger.ONE).min(asset.maxPrice())));
                }
            }
        }
    }

    /** Other caps, another table, none any more; V stays as it is. */
    static void redefine(final Script script) {
        final Asset old = script.asset(CollateralWorlds::mayBe);
        if (!CollateralWorlds.mayBe(old)) {
            return;
        }
        final Dice dice = script.dice();
        final Definitions definitions = script.state().definitions();
        final List<Definition> staged = new ArrayList<>();
        final long cap = dice.of(Terms.UNBOUNDED, 0L, 1L, dice.between(1L, 1L << 50));
        if (old.terms().domainId() != 0 && dice.oneIn(3)) {
            staged.addAll(domain(definitions, old, dice.between(0L, 1L << 50)));
        } else {
            final long tableId = dice.oneIn(2) || StableWorlds.isCapped(old) ? 0 : CollateralWorlds.tableId(old);
            staged.addAll(CollateralWorlds.with(
                    script, edited(old, Map.of("valueCapMicros", cap, "weightTableId", tableId))));
        }
        if (definitions.replacedBy(staged).valueDecimals() == definitions.valueDecimals()) {
            DefinitionChanges.play(script, staged, 0);
        }
    }

    /** What is refused, and beside it something that would not be. */
    static void invalid(final Script script) {
        final Asset asset = script.asset(CollateralWorlds::isCounting);
        final Map<String, Long> bad = switch (script.dice().below(7)) {
            case 0 -> Map.of("valueCapMicros", -1L);
            case 1 -> Map.of("domainId", 9L, "domainCapMicros", -1L);
            case 2 -> Map.of("domainId", 99L, "domainCapMicros", Terms.UNBOUNDED);
            case 3 -> Map.of("domainId", 0L, "domainCapMicros", 5L);
            case 4 -> Map.of("weightTableId", 99_999L);
            case 5 -> Map.of("domainId", 9L, "domainCapMicros", 3L); // another than the rest of the domain has
            default -> Map.of("cancelsRisk", 1L);
        };
        final AssetEdit edit = new AssetEdit(edited(asset, bad));
        if (asset.terms().weightTableId() != 0 && script.dice().oneIn(3)) {
            edit.terms = asset.terms();
            edit.maintenanceWeightPpm += edit.maintenanceWeightPpm == 1_000_000 ? -1 : 1; // not the first tier's
        }
        DefinitionChanges.play(script, List.of(asset, edit.done()), 0);
    }
}
