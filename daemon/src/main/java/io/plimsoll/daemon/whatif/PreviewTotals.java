package io.plimsoll.daemon.whatif;

import com.fasterxml.jackson.core.JsonGenerator;
import io.plimsoll.daemon.report.UnitReading;
import java.io.IOException;
import java.math.BigDecimal;

/** Sums over the accounts of one side of a preview, exact. One thread. */
final class PreviewTotals {
    long healthy;
    long warning;
    /** Accounts that would be liquidated, bankrupt ones included. */
    long below;
    /** Accounts with a negative net worth. */
    long bankrupt;
    /** Of all that are below. */
    BigDecimal shortfall = BigDecimal.ZERO;
    /** Notional of positions that plans close. */
    BigDecimal closes = BigDecimal.ZERO;
    /** Value of debts that seizures repay. */
    BigDecimal repays = BigDecimal.ZERO;
    /** What bankrupt accounts lack. */
    BigDecimal deficit = BigDecimal.ZERO;

    void add(final UnitReading reading) {
        switch (reading.verdict()) {
            case HEALTHY -> healthy++;
            case WARNING -> warning++;
            default -> below++;
        }
        shortfall = shortfall.add(reading.shortfall());
        closes = closes.add(reading.closes());
        repays = repays.add(reading.repays());
        if (reading.netWorth().signum() < 0) {
            bankrupt++;
            deficit = deficit.subtract(reading.netWorth());
        }
    }

    void write(final JsonGenerator json, final String field) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeNumberField("healthy", healthy);
        json.writeNumberField("warning", warning);
        json.writeNumberField("toBeLiquidated", below);
        json.writeNumberField("bankrupt", bankrupt);
        json.writeStringField("shortfall", PreviewReport.plain(shortfall));
        json.writeStringField("closes", PreviewReport.plain(closes));
        json.writeStringField("repays", PreviewReport.plain(repays));
        json.writeStringField("deficit", PreviewReport.plain(deficit));
        json.writeEndObject();
    }
}
