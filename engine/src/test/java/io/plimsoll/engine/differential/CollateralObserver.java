package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.MarginTable;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Numbers;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.engine.naive.State;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.engine.naive.Valuer;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.PriceTickDecoder;
import io.plimsoll.protocol.terms.AssetTerms;
import io.plimsoll.protocol.terms.Terms;
import java.math.BigInteger;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/** Places that caps and tiers of collateral reach. */
final class CollateralObserver implements Observer {
    private final NaiveMarginEngine engine;
    private final State state;
    private final Coverage coverage;
    /** By account, where its domain stands to its cap before a price. */
    private final SortedMap<Long, Integer> before = new TreeMap<>();

    CollateralObserver(final NaiveMarginEngine engine, final Coverage coverage) {
        this.engine = engine;
        this.state = engine.state();
        this.coverage = coverage;
    }

    @Override
    public void before(final DirectBuffer buffer, final int offset) {
        before.clear();
        if (Frame.templateId(buffer, offset) == PriceTickDecoder.TEMPLATE_ID && hasDomain()) {
            state.units().forEach((id, unit) -> before.put(id, domain(unit)));
        }
    }

    private boolean hasDomain() {
        return state.definitions().assets().values().stream()
                .anyMatch(asset -> asset.terms().domainId() != 0);
    }

    @Override
    public void after(final DirectBuffer buffer, final int offset, final List<Output> outputs) {
        for (final long id : engine.touched()) {
            final Unit unit = state.units().get(id);
            if (unit != null && Valuer.of(state).isPriced(unit.legs())) {
                touched(
                        unit,
                        outputs.stream()
                                .anyMatch(output -> output instanceof Output.Order order && order.accountId() == id));
            }
        }
        before.forEach((id, side) ->
                coverage.hitIf(side < 0 && domain(state.units().get(id)) > 0, Place.DOMAIN_CAP_PASSED_BY_PRICE));
        before.forEach((id, side) ->
                coverage.hitIf(side > 0 && domain(state.units().get(id)) < 0, Place.DOMAIN_CAP_LEFT_BY_PRICE));
    }

    private void touched(final Unit unit, final boolean isOrdered) {
        unit.legs().balances().forEach((id, balance) -> {
            final Asset asset = state.definitions().assets().get(id);
            if (balance.signum() > 0 && CollateralWorlds.isCounting(asset)) {
                owned(asset, worth(asset, balance), isOrdered);
            }
        });
        coverage.hitIf(isOrdered && domain(unit) > 0, Place.ORDER_BESIDE_A_CAPPED_DOMAIN);
    }

    private void owned(final Asset asset, final BigInteger worth, final boolean isOrdered) {
        if (asset.terms().valueCapMicros() != Terms.UNBOUNDED) {
            final int side = worth.compareTo(micros(asset.terms().valueCapMicros()));
            coverage.hitIf(side == 0, Place.COLLATERAL_AT_CAP);
            coverage.hitIf(side > 0 && isOrdered, Place.ORDER_BESIDE_CAPPED_COLLATERAL);
        }
        if (asset.terms().weightTableId() != 0) {
            final MarginTable table =
                    state.definitions().tables().get((long) asset.terms().weightTableId());
            for (final MarginTable.Tier tier :
                    table.tiers().subList(1, table.tiers().size())) {
                final int side = worth.compareTo(micros(tier.floorMicros().longValueExact()));
                coverage.hitIf(side == 0, Place.COLLATERAL_AT_TIER_EDGE);
                coverage.hitIf(side > 0 && isOrdered, Place.ORDER_BESIDE_TIERED_COLLATERAL);
            }
        }
    }

    private BigInteger worth(final Asset asset, final BigInteger balance) {
        return state.definitions()
                .align(
                        Valuer.of(state)
                                .amount(asset, balance)
                                .multiply(state.prices().of(asset.priceId()).orElseThrow()),
                        asset.decimals() + asset.priceDecimals());
    }

    private BigInteger micros(final long micros) {
        return state.definitions().align(BigInteger.valueOf(micros), Numbers.RATE_DECIMALS);
    }

    // What two or more assets of a domain count against its cap; 0 where there are not two, or no price.
    private int domain(final Unit unit) {
        final List<Asset> members = unit.legs().balances().entrySet().stream()
                .filter(balance -> balance.getValue().signum() > 0)
                .map(balance -> state.definitions().assets().get(balance.getKey()))
                .filter(asset -> asset.terms().domainId() != 0)
                .toList();
        final Valuer valuer = Valuer.of(state);
        if (members.size() < 2 || !valuer.isPriced(unit.legs())) {
            return 0;
        }
        final AssetTerms terms = members.get(0).terms();
        return valuer.domains(unit.legs()).get(terms.domainId()).compareTo(micros(terms.domainCapMicros()));
    }
}
