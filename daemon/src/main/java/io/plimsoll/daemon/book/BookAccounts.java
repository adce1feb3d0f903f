package io.plimsoll.daemon.book;

import io.plimsoll.engine.Int128;
import io.plimsoll.protocol.codec.AccountRole;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.agrona.collections.IntArrayList;
import org.agrona.collections.LongArrayList;

/**
 * The accounts of a book in a few primitive arrays: about 44 bytes an account and 32 a leg, so that a book of millions is
 * read whole before any of it is applied. Accounts are numbered from 0 in file order.
 */
public final class BookAccounts {
    /** Of an account that is no part of another. */
    public static final int NO_PARENT = -1;

    private byte[] names = new byte[1 << 12];
    private int nameBytes;
    private final IntArrayList nameEnd = new IntArrayList();
    private final IntArrayList legEnd = new IntArrayList();
    private final IntArrayList roles = new IntArrayList();
    private final IntArrayList parents = new IntArrayList();

    // By leg: the definition's place in its list, instruments as ~index.
    private final IntArrayList legDefinition = new IntArrayList();
    private final LongArrayList legUnits = new LongArrayList();
    private final LongArrayList legCostHigh = new LongArrayList();
    private final LongArrayList legCostLow = new LongArrayList();
    private int positions;

    void addLeg(final int definition, final long units, final long costHigh, final long costLow) {
        legDefinition.addInt(definition);
        legUnits.addLong(units);
        legCostHigh.addLong(costHigh);
        legCostLow.addLong(costLow);
        positions += definition < 0 ? 1 : 0;
    }

    /** Closes the account whose legs were added since the last one. */
    void endAccount(final String name, final AccountRole role) {
        endAccount(name, role, NO_PARENT);
    }

    /** The same of an isolated part of another account of this book. */
    void endAccount(final String name, final AccountRole role, final int parent) {
        final byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (nameBytes + bytes.length > names.length) {
            names = Arrays.copyOf(names, Math.max(names.length * 2, nameBytes + bytes.length));
        }
        System.arraycopy(bytes, 0, names, nameBytes, bytes.length);
        nameBytes += bytes.length;
        nameEnd.addInt(nameBytes);
        legEnd.addInt(legDefinition.size());
        roles.addInt(role.value());
        parents.addInt(parent);
    }

    public int count() {
        return nameEnd.size();
    }

    /** Balances and positions over all accounts. */
    public int legCount() {
        return legDefinition.size();
    }

    public int positionCount() {
        return positions;
    }

    public String name(final int account) {
        final int from = account == 0 ? 0 : nameEnd.getInt(account - 1);
        return new String(names, from, nameEnd.getInt(account) - from, StandardCharsets.UTF_8);
    }

    public AccountRole role(final int account) {
        return AccountRole.get((short) roles.getInt(account));
    }

    /** The account that it is an isolated part of, or {@link #NO_PARENT}. */
    public int parent(final int account) {
        return parents.getInt(account);
    }

    public int firstLeg(final int account) {
        return account == 0 ? 0 : legEnd.getInt(account - 1);
    }

    public int endLeg(final int account) {
        return legEnd.getInt(account);
    }

    /** Whether the leg is a position; otherwise a balance. */
    public boolean isPosition(final int leg) {
        return legDefinition.getInt(leg) < 0;
    }

    /** Place of the leg's asset or instrument in the definition set's list. */
    public int definition(final int leg) {
        final int definition = legDefinition.getInt(leg);
        return definition < 0 ? ~definition : definition;
    }

    /** Balance or signed quantity, mantissa. */
    public long units(final int leg) {
        return legUnits.getLong(leg);
    }

    /** Signed cost of a position, at price + quantity decimals. */
    public void cost(final int leg, final Int128 result) {
        result.set(legCostHigh.getLong(leg), legCostLow.getLong(leg));
    }
}
