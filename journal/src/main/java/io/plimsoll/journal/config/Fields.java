package io.plimsoll.journal.config;

/** Named values of one level of a file, read strictly: what is asked for is known, and {@link #end()} refuses the rest. One thread. */
public interface Fields {
    /** Whether the field is there; from here on it is a known one. */
    boolean has(String field);

    /** Whether a field that is there has fields of its own. */
    boolean isNested(String field);

    /**
     * The text of a field that has none of its own.
     *
     * @param isQuoted whether the format, where it tells texts from numbers and flags, wants a text here: so for decimals and names
     */
    String scalar(String field, boolean isQuoted);

    /** The fields of a field. */
    Fields nested(String field);

    /** An error about a field's value, {@code what} as in "0.5, expected 1 to 2". */
    UserError bad(String field, String what);

    /** Refuses whatever was not asked for, with the nearest valid name. */
    void end();
}
