package io.plimsoll.daemon.console;

import io.plimsoll.engine.Int128;
import io.plimsoll.protocol.codec.Verdict;
import io.plimsoll.protocol.codec.WithheldReason;
import java.util.ArrayList;
import java.util.List;

/** The few accounts with the least equity over maintenance margin, least first. One thread. */
final class NearestAccounts {
    static final int SIZE = 25;

    private final List<Account> accounts = new ArrayList<>(SIZE + 1);

    /**
     * One of them. The ratio is rounded, and only orders them; the amounts are exact.
     *
     * @param withheld null: it gets its orders, or needs none
     */
    record Account(
            String name, double ratio, Verdict verdict, WithheldReason withheld, Int128 equity, Int128 maintenance) {}

    /** Takes it if it is one of the nearest so far. */
    void offer(final double ratio, final AccountSlice slice, final int at) {
        if (accounts.size() == SIZE && ratio >= accounts.get(SIZE - 1).ratio) {
            return;
        }
        int place = accounts.size();
        while (place > 0 && accounts.get(place - 1).ratio > ratio) {
            place--;
        }
        accounts.add(
                place,
                new Account(
                        slice.name(at),
                        ratio,
                        slice.verdict(at),
                        slice.withheld(at),
                        new Int128().set(slice.equity(at)),
                        new Int128().set(slice.maintenance(at))));
        if (accounts.size() > SIZE) {
            accounts.remove(SIZE);
        }
    }

    List<Account> accounts() {
        return accounts;
    }
}
