package io.plimsoll.daemon.console;

import com.fasterxml.jackson.core.JsonGenerator;
import io.plimsoll.engine.Int128;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.codec.Verdict;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/**
 * All accounts, passed once: how many stand how far from the edge, and which are nearest. They are not of one moment: each counts as it was
 * when the pass came to it. One thread.
 */
final class Census {
    private static final double TWO_TO_64 = 0x1p64;
    private static final int RATIO_DECIMALS = 4;
    private static final List<Verdict> VERDICTS =
            List.of(Verdict.HEALTHY, Verdict.WARNING, Verdict.LIQUIDATE, Verdict.BANKRUPT);

    private final long beganMs;
    private final HealthBands bands = new HealthBands();
    private final NearestAccounts nearest = new NearestAccounts();
    private final int[] verdicts = new int[1 << Byte.SIZE]; // by value
    private int valueDecimals;
    private int accounts;
    private int unchecked;
    private int unpriced;
    private int askedNothing;
    private int below;
    private int slices;
    private long longestSliceNs;
    private long tookNs;

    Census(final long beganMs) {
        this.beganMs = beganMs;
    }

    /** Counts the accounts of an answer. */
    void add(final AccountSlice slice) {
        slices++;
        valueDecimals = slice.valueDecimals();
        tookNs += slice.tookNs();
        longestSliceNs = Math.max(longestSliceNs, slice.tookNs());
        for (int i = 0; i < slice.count(); i++) {
            accounts++;
            if (!slice.isChecked(i)) {
                unchecked++;
            } else if (!slice.isPriced(i)) {
                unpriced++;
            } else {
                add(slice, i);
            }
        }
    }

    private void add(final AccountSlice slice, final int at) {
        final Verdict verdict = slice.verdict(at);
        verdicts[verdict.value()]++;
        final boolean isBelow = verdict == Verdict.LIQUIDATE || verdict == Verdict.BANKRUPT;
        final double required = rounded(slice.maintenance(at));
        final double equity = rounded(slice.equity(at));
        final double ratio = required > 0 ? equity / required : Math.signum(equity) * Double.MAX_VALUE;
        if (isBelow) {
            below++;
        } else if (required > 0) {
            bands.add(ratio);
        } else {
            askedNothing++;
        }
        if (isBelow || required > 0) {
            nearest.offer(ratio, slice, at);
        }
    }

    // For bands and order only.
    private static double rounded(final Int128 value) {
        final double low = value.low() >= 0 ? value.low() : value.low() + TWO_TO_64;
        return value.high() * TWO_TO_64 + low;
    }

    /** Writes it as one object. */
    void write(final JsonGenerator json, final long endedMs) throws IOException {
        json.writeStartObject();
        json.writeNumberField("beganMs", beganMs);
        json.writeNumberField("atMs", endedMs);
        json.writeNumberField("accounts", accounts);
        json.writeNumberField("unchecked", unchecked);
        json.writeNumberField("unpriced", unpriced);
        json.writeNumberField("askedNothing", askedNothing);
        json.writeNumberField("below", below);
        json.writeObjectFieldStart("verdicts");
        for (final Verdict verdict : VERDICTS) {
            json.writeNumberField(lower(verdict), verdicts[verdict.value()]);
        }
        json.writeEndObject();
        writeBands(json);
        json.writeArrayFieldStart("nearest");
        for (final NearestAccounts.Account account : nearest.accounts()) {
            write(json, account);
        }
        json.writeEndArray();
        json.writeObjectFieldStart("cost");
        json.writeNumberField("slices", slices);
        json.writeNumberField("engineNs", tookNs);
        json.writeNumberField("longestSliceNs", longestSliceNs);
        json.writeEndObject();
        json.writeEndObject();
    }

    private void writeBands(final JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("bands");
        for (int i = 0; i < bands.size(); i++) {
            json.writeStartObject();
            json.writeStringField("from", bands.from(i));
            json.writeStringField("to", bands.to(i));
            json.writeNumberField("count", bands.count(i));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void write(final JsonGenerator json, final NearestAccounts.Account account) throws IOException {
        final BigDecimal equity = exact(account.equity());
        final BigDecimal required = exact(account.maintenance());
        json.writeStartObject();
        json.writeStringField("account", account.name());
        json.writeStringField("verdict", lower(account.verdict()));
        json.writeStringField("withheld", account.withheld() == null ? null : lower(account.withheld()));
        json.writeStringField("equity", plain(equity));
        json.writeStringField("maintenanceMargin", plain(required));
        json.writeStringField(
                "ratio",
                required.signum() <= 0
                        ? null
                        : equity.divide(required, RATIO_DECIMALS, RoundingMode.FLOOR)
                                .toPlainString());
        json.writeEndObject();
    }

    private BigDecimal exact(final Int128 value) {
        return Decimals.toBigDecimal(value.high(), value.low(), valueDecimals);
    }

    private static String plain(final BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private static String lower(final Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
