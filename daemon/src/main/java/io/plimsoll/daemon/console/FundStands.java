package io.plimsoll.daemon.console;

import com.fasterxml.jackson.core.JsonGenerator;
import io.plimsoll.daemon.definitions.AssetSpec;
import io.plimsoll.daemon.definitions.DefinitionSet;
import io.plimsoll.engine.MarginView;
import io.plimsoll.protocol.Decimals;
import java.io.IOException;

/**
 * Copies what insurance funds hold. {@link #run} is the engine thread's and allocates nothing; the rest is for whoever asked, once it was
 * answered. Of more than {@link #SIZE} balances it tells how many are left out.
 */
final class FundStands implements Runnable, MarginView.FundVisitor {
    private static final int SIZE = 256;

    private final MarginView view;
    private final DefinitionSet definitions;
    private final int[] fund = new int[SIZE];
    private final int[] asset = new int[SIZE];
    private final long[] balance = new long[SIZE];
    private final long[] promised = new long[SIZE];
    private int count;

    FundStands(final MarginView view, final DefinitionSet definitions) {
        this.view = view;
        this.definitions = definitions;
    }

    @Override
    public void run() {
        count = 0;
        view.forEachFund(this);
    }

    @Override
    public void onFund(final int fundId, final int assetId, final long held, final long inFlight) {
        if (count < SIZE) {
            fund[count] = fundId;
            asset[count] = assetId;
            balance[count] = held;
            promised[count] = inFlight;
        }
        count++;
    }

    /** Writes them as fields of an object that is open. */
    void write(final JsonGenerator json) throws IOException {
        json.writeNumberField("leftOut", Math.max(0, count - SIZE));
        json.writeArrayFieldStart("balances");
        for (int i = 0; i < Math.min(count, SIZE); i++) {
            final AssetSpec spec = definitions.assetById(asset[i]);
            json.writeStartObject();
            json.writeNumberField("fund", fund[i]);
            json.writeStringField("asset", spec.symbol());
            json.writeStringField("balance", Decimals.format(balance[i], spec.decimals()));
            json.writeStringField("promised", Decimals.format(promised[i], spec.decimals()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
